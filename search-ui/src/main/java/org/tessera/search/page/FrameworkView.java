package org.tessera.search.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A qualifications framework.
 *
 * @param id of its scheme, for the anchor
 * @param abbreviation as its levels bear it; empty where it has none
 * @param country null for the framework of a region
 * @param records that their source puts at one of its levels
 */
record FrameworkView(
    String id,
    Value name,
    String abbreviation,
    @Nullable String country,
    List<Level> levels,
    long records) {

  /**
   * @param records that their source puts at this level
   */
  record Level(String notation, String label, @Nullable String href, long records) {}

  /**
   * A document that states correspondences.
   *
   * @param issued empty where it has no date
   * @param bases how its rows are known, in words
   */
  record Report(String title, String issued, Value source, List<String> bases, int rows) {}
}

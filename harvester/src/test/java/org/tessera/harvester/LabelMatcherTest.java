package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;

/** Labels of which languages are compared. */
class LabelMatcherTest {
  @Test
  void labelsOfOneLanguageAreComparedAndOfAllOnlyWhereItIsUnknown() {
    LabelMatcher matcher = new LabelMatcher(0.9);
    matcher.add(NodeFactory.createURI("i:gift"), "gift", "en", true);
    for (String lang : List.of("en", "", "und")) {
      assertTrue(matcher.find("Gift", lang).isPresent(), lang);
    }
    for (String lang : List.of("de", "sv")) {
      assertFalse(matcher.find("Gift", lang).isPresent(), lang);
    }
  }
}

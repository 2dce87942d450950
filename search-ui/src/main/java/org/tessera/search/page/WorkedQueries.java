package org.tessera.search.page;

import java.util.List;

/** The worked queries of the SPARQL page; the application has them from the endpoint. */
@FunctionalInterface
public interface WorkedQueries {
  /** The queries in the order of the page, with titles in a language where there are such. */
  List<WorkedQuery> in(String lang);
}

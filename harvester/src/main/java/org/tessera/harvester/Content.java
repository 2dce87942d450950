package org.tessera.harvester;

import org.w3c.dom.Element;
import tools.jackson.databind.node.ObjectNode;

/** What a record consists of. */
sealed interface Content {
  /** JSON, or a CSV row as a flat object in the order of its columns. */
  record Tree(ObjectNode node) implements Content {}

  /** An XML element whose names are local names. */
  record Xml(Element element) implements Content {}

  /** As text, for the archive and the hash. */
  default String text() {
    return switch (this) {
      case Tree tree -> tree.node().toString();
      case Xml xml -> XmlRecords.text(xml.element());
    };
  }
}

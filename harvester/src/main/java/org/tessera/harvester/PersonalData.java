package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes personal data out of a record before anything else sees it: the fields that the descriptor
 * names, and every e-mail address in any text. Counts what it removed.
 *
 * <p>A field with dots is a path from the record, one without is meant wherever it stands; in XML
 * they are local names, an attribute's with {@code @}, as in XPath.
 */
final class PersonalData {
  private static final Pattern EMAIL =
      Pattern.compile("(?:mailto:)?[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}\\.[A-Za-z]{2,24}");

  private final Set<String> names = new HashSet<>();
  private final List<String[]> paths = new ArrayList<>();
  private long removed;

  PersonalData(List<String> fields) {
    for (String field : fields) {
      if (field.indexOf('.') < 0 || field.indexOf(' ') >= 0) {
        names.add(field);
      } else {
        paths.add(field.split("\\."));
      }
    }
  }

  /** How many fields and addresses were removed so far. */
  long removed() {
    return removed;
  }

  void removeFrom(Content content) {
    switch (content) {
      case Content.Tree tree -> {
        for (String[] path : paths) {
          remove(tree.node(), path, 0);
        }
        clean(tree.node());
      }
      case Content.Xml xml -> {
        for (String[] path : paths) {
          remove(xml.element(), path, 0);
        }
        clean(xml.element());
      }
    }
  }

  private void remove(JsonNode node, String[] path, int at) {
    if (node instanceof ArrayNode array) {
      for (JsonNode element : array) {
        remove(element, path, at);
      }
    } else if (node instanceof ObjectNode object) {
      if (at == path.length - 1) {
        removed += object.remove(path[at]) == null ? 0 : 1;
      } else if (object.get(path[at]) != null) {
        remove(object.get(path[at]), path, at + 1);
      }
    }
  }

  private void remove(Element element, String[] path, int at) {
    boolean last = at == path.length - 1;
    if (last) {
      removeAttribute(element, path[at]);
    }
    Node next;
    for (Node child = element.getFirstChild(); child != null; child = next) {
      next = child.getNextSibling();
      if (child instanceof Element inner && inner.getTagName().equals(path[at])) {
        if (last) {
          element.removeChild(inner);
          removed++;
        } else {
          remove(inner, path, at + 1);
        }
      }
    }
  }

  /**
   * @param field an attribute's if it begins with {@code @}
   */
  private void removeAttribute(Element element, String field) {
    if (field.startsWith("@") && element.hasAttribute(field.substring(1))) {
      element.removeAttribute(field.substring(1));
      removed++;
    }
  }

  private void clean(ObjectNode object) {
    for (String name : List.copyOf(object.propertyNames())) {
      if (names.contains(name)) {
        object.remove(name);
        removed++;
        continue;
      }
      JsonNode value = object.get(name);
      if (value.isString()) {
        String text = value.stringValue();
        String clean = clean(text);
        if (!clean.equals(text)) {
          object.put(name, clean);
        }
      } else {
        cleanInside(value);
      }
    }
  }

  private void cleanInside(JsonNode value) {
    if (value instanceof ObjectNode inner) {
      clean(inner);
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isString()) {
          array.set(i, JsonNodeFactory.instance.stringNode(clean(array.get(i).stringValue())));
        } else {
          cleanInside(array.get(i));
        }
      }
    }
  }

  private void clean(Element element) {
    names.forEach(name -> removeAttribute(element, name));
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      attributes.item(i).setNodeValue(clean(attributes.item(i).getNodeValue()));
    }
    Node next;
    for (Node child = element.getFirstChild(); child != null; child = next) {
      next = child.getNextSibling();
      if (child instanceof Element inner) {
        if (names.contains(inner.getTagName())) {
          element.removeChild(inner);
          removed++;
        } else {
          clean(inner);
        }
      } else if (child.getNodeValue() != null) {
        child.setNodeValue(clean(child.getNodeValue()));
      }
    }
  }

  private String clean(String text) {
    if (text.indexOf('@') < 0) {
      return text;
    }
    Matcher matcher = EMAIL.matcher(text);
    StringBuilder clean = new StringBuilder();
    while (matcher.find()) {
      removed++;
      matcher.appendReplacement(clean, "");
    }
    return matcher.appendTail(clean).toString().strip();
  }
}

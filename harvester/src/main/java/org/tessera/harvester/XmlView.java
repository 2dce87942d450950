package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An XML element whose names are local names. */
final class XmlView implements RecordView {
  private final Node element;
  private final XPath xpath;
  private final Map<String, XPathExpression> compiled;

  private XmlView(Node element, XPath xpath, Map<String, XPathExpression> compiled) {
    this.element = element;
    this.xpath = xpath;
    this.compiled = compiled;
  }

  static XmlView of(Node element) {
    return new XmlView(element, XPathFactory.newInstance().newXPath(), new HashMap<>());
  }

  @Override
  public List<RecordView> iterate(String iterator) {
    if (iterator.equals("$") || iterator.equals(".")) {
      return List.of(this);
    }
    List<RecordView> views = new ArrayList<>();
    NodeList nodes = select(iterator);
    for (int i = 0; i < nodes.getLength(); i++) {
      views.add(new XmlView(nodes.item(i), xpath, compiled));
    }
    return views;
  }

  @Override
  public List<Value> values(String reference) {
    List<Value> values = new ArrayList<>();
    NodeList nodes = select(reference);
    for (int i = 0; i < nodes.getLength(); i++) {
      String text = nodes.item(i).getTextContent().strip();
      if (!text.isEmpty()) {
        values.add(Value.text(text));
      }
    }
    return values;
  }

  private NodeList select(String expression) {
    try {
      XPathExpression path = compiled.get(expression);
      if (path == null) {
        path = xpath.compile(expression);
        compiled.put(expression, path);
      }
      return (NodeList) path.evaluate(element, XPathConstants.NODESET);
    } catch (XPathExpressionException e) {
      throw new HarvestException(
          HarvestException.Category.MAPPING, "\"" + expression + "\" is no XPath of nodes", e);
    }
  }
}

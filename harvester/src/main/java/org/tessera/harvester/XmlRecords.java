package org.tessera.harvester;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The elements of one name in an XML document, one after the other; no DTD, no entities. */
final class XmlRecords {
  private final Payload payload;
  private final Input input;

  XmlRecords(Payload payload, Input input) {
    this.payload = payload;
    this.input = input;
  }

  void read(RowHandler handler) throws IOException {
    try (Reader text = text(payload)) {
      XMLStreamReader reader = factory().createXMLStreamReader(text);
      boolean found = false;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw broken(
              reader, "a document type declaration is refused, as its entities could be a bomb");
        }
        if (event == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals(input.iterator())) {
          found = true;
          String place = payload.name() + ", line " + reader.getLocation().getLineNumber();
          handler.row(new Content.Xml(element(reader, payload.name())), place);
        }
      }
      if (!found) {
        throw new HarvestException(
            HarvestException.Category.SOURCE_MALFORMED,
            payload.name() + " has no element <" + input.iterator() + ">");
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException io) {
        throw RecordReader.broken(payload.name(), io);
      }
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new HarvestException(
          HarvestException.Category.SOURCE_MALFORMED,
          payload.name() + ", line " + line + ": " + reason(e),
          e);
    }
  }

  /**
   * The text of a document in the encoding that it declares, or shows by its first bytes. The
   * parser would decode it as well, but not tell where it cannot.
   */
  static Reader text(Payload payload) throws IOException, XMLStreamException {
    String encoding;
    try (InputStream bytes = payload.open()) {
      encoding = factory().createXMLStreamReader(bytes).getEncoding();
    }
    return RecordReader.text(
        new DecodedText(
            payload,
            encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding),
            "the document's"));
  }

  /** What the parser says, in one line and without its numbers and settings. */
  static String reason(XMLStreamException e) {
    return HarvestException.plain(
        String.valueOf(e.getMessage())
            .replaceAll("(?s)^.*Message: ", "")
            .replaceAll("^JAXP\\d+: ", "")
            .replaceAll(" set by \"[^\"]*\"", "")
            .replaceAll("\\s+", " "));
  }

  static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    // Text comes in pieces, so that one without end is noticed before it fills the memory.
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /** The element that begins here, read to its end. */
  static Element element(XMLStreamReader reader, String file) throws XMLStreamException {
    Document document = document();
    int line = reader.getLocation().getLineNumber();
    Element root = start(document, reader);
    Element current = root;
    StringBuilder text = new StringBuilder();
    long size = weight(reader);
    int depth = 1;
    while (depth > 0) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          flush(text, current);
          Element child = start(document, reader);
          current.appendChild(child);
          current = child;
          depth++;
          size += weight(reader);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          flush(text, current);
          depth--;
          if (current.getParentNode() instanceof Element parent) {
            current = parent;
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          size += reader.getTextLength();
          text.append(reader.getText());
        }
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException(
                "the entity &" + reader.getLocalName() + "; is not defined", reader.getLocation());
        default -> size++;
      }
      if (size > RecordReader.MOST_CHARACTERS || depth > 500) {
        throw new HarvestException(
            HarvestException.Category.LIMIT_REACHED,
            file
                + ", line "
                + line
                + ": one <"
                + root.getTagName()
                + "> is larger than "
                + (RecordReader.MOST_CHARACTERS >> 20)
                + " million characters or deeper than 500 elements");
      }
    }
    return root;
  }

  /** Ends a text; one of blanks alone is layout. */
  private static void flush(StringBuilder text, Element element) {
    if (!text.chars().allMatch(c -> c <= ' ')) {
      element.appendChild(element.getOwnerDocument().createTextNode(text.toString()));
    }
    text.setLength(0);
  }

  private static long weight(XMLStreamReader reader) {
    long weight = RecordReader.CHARACTERS_OF_A_VALUE;
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      weight += RecordReader.CHARACTERS_OF_A_VALUE + reader.getAttributeValue(i).length();
    }
    return weight;
  }

  private static Element start(Document document, XMLStreamReader reader) {
    Element element = document.createElement(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.setAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return element;
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK cannot make an XML document", e);
    }
  }

  /** The element that {@link #text} wrote. */
  static Element parse(String text) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new java.io.StringReader(text));
      reader.nextTag();
      return element(reader, "the archive");
    } catch (XMLStreamException e) {
      throw new IllegalStateException("an element that was archived cannot be read", e);
    }
  }

  static String text(Element element) {
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(element), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("an element that was read cannot be written", e);
    }
  }

  private HarvestException broken(XMLStreamReader reader, String reason) {
    return new HarvestException(
        HarvestException.Category.SOURCE_MALFORMED,
        payload.name() + ", line " + reader.getLocation().getLineNumber() + ": " + reason);
  }
}

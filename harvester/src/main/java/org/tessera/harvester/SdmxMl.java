package org.tessera.harvester;

import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A message in SDMX-ML 2.1 or 3.0 (section 3A of the standard, part IV for data): structure,
 * structure-specific or generic data. No DTD and no entities; one series at a time.
 */
final class SdmxMl {
  private final Payload payload;
  private final SdmxStructures structures;
  private final SdmxMlStructures artefacts;

  SdmxMl(Payload payload, SdmxStructures structures) {
    this.payload = payload;
    this.structures = structures;
    this.artefacts = new SdmxMlStructures();
  }

  /** Takes up what a structure message describes; a data message describes nothing. */
  void collect() throws IOException {
    walk((reader, root) -> {
      if (root.equals("Structure")) {
        structuresOf(reader);
        artefacts.addTo(structures);
      }
    });
  }

  void read(RowHandler handler) throws IOException {
    walk((reader, root) -> {
      switch (root) {
        case "Structure" -> {
          structuresOf(reader);
          SdmxMessages.hand(
              payload, artefacts.dataStructures(), artefacts.others(), structures, handler);
        }
        case "StructureSpecificData",
            "StructureSpecificTimeSeriesData",
            "GenericData",
            "GenericTimeSeriesData" ->
            new SdmxMlData(payload, structures, root.startsWith("Generic")).read(reader, handler);
        case "GenericMetadata", "StructureSpecificMetadata", "MetadataSet" ->
            throw broken(reader, "is a metadata message, which holds reports and no figures");
        default ->
            throw broken(
                reader, "<" + root + "> is no message of SDMX-ML 2.1 or 3.0 that holds data");
      }
    });
  }

  /** Reads on from the root of a message. */
  private interface Reading {
    void read(XMLStreamReader reader, String root) throws XMLStreamException;
  }

  private void walk(Reading reading) throws IOException {
    try (Reader text = XmlRecords.text(payload)) {
      XMLStreamReader reader = XmlRecords.factory().createXMLStreamReader(text);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          throw broken(
              reader, "a document type declaration is refused, as its entities could be a bomb");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          reading.read(reader, reader.getLocalName());
          return;
        }
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException io) {
        throw RecordReader.broken(payload.name(), io);
      }
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new SdmxMessages.Unreadable(", line " + line, "is no XML: " + XmlRecords.reason(e));
    }
  }

  /** The artefacts stand in the root's Structures, each kind in an element of its own. */
  private void structuresOf(XMLStreamReader reader) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (depth == 3) {
          artefacts.take(XmlRecords.element(reader, payload.name()));
        } else {
          depth++;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  private static SdmxMessages.Unreadable broken(XMLStreamReader reader, String reason) {
    return new SdmxMessages.Unreadable(", line " + reader.getLocation().getLineNumber(), reason);
  }
}

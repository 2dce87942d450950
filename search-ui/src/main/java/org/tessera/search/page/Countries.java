package org.tessera.search.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Skos;

/** Countries by their alpha-2 codes: IRI, name and outline on the map. Immutable. */
@Component
final class Countries {
  /** The union is no country, and a jurisdiction with a page all the same. */
  static final String UNION = "EU";

  private static final Node SCHEME = NodeFactory.createURI(Links.TERMS_BASE + "scheme/country");
  private static final String AUTHORITY =
      "http://publications.europa.eu/resource/authority/country/";

  private final Terms terms;
  private final Map<String, Node> nodes = new HashMap<>();
  private final List<Outline> outlines;

  Countries(Terms terms) {
    this.terms = terms;
    Graph scheme = terms.graphs().get(SCHEME);
    if (scheme == null) {
      throw new IllegalStateException("The ontology has no graph " + SCHEME);
    }
    scheme.stream(Node.ANY, Skos.notation, Node.ANY)
        .forEach(said -> nodes.put(said.getObject().getLiteralLexicalForm(), said.getSubject()));
    nodes.putIfAbsent(UNION, NodeFactory.createURI(AUTHORITY + "EUR"));
    nodes.putIfAbsent("XK", NodeFactory.createURI(AUTHORITY + "1A0"));
    outlines = read();
  }

  /** The country of a code in capitals; empty where there is none. */
  Optional<Node> node(String code) {
    return Optional.ofNullable(nodes.get(code));
  }

  /** All countries by code. */
  Map<String, Node> codes() {
    return nodes;
  }

  String name(String code, Page page) {
    return node(code)
        .flatMap(node -> terms.label(node, page.lang()))
        .orElseGet(() -> page.messages().country(code));
  }

  List<Outline> outlines() {
    return outlines;
  }

  private static List<Outline> read() {
    try (InputStream in = Countries.class.getResourceAsStream("world.tsv")) {
      if (in == null) {
        throw new IllegalStateException("world.tsv is missing beside " + Countries.class.getName());
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      List<Outline> outlines = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        outlines.add(new Outline(line.substring(0, tab), line.substring(tab + 1)));
      }
      return List.copyOf(outlines);
    } catch (IOException e) {
      throw new UncheckedIOException("The outlines of the map cannot be read", e);
    }
  }

  /**
   * @param path of an SVG drawing, 1000 by 450
   */
  record Outline(String code, String path) {}
}

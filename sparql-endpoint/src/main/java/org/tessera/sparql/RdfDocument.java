package org.tessera.sparql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.out.NodeFmtLib;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdfs;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.CatalogueRecord;

/**
 * A graph to be served.
 *
 * @param graph may be changed by the document
 * @param path where its forms lie, without suffix; empty where it has one address only
 * @param query what follows the form's suffix: empty, or {@code ?at=} and a time
 * @param gone true for the tombstone of a withdrawn record
 * @param record the record that it is of; empty for any other graph
 */
record RdfDocument(
    Graph graph,
    Optional<String> path,
    String query,
    boolean gone,
    Optional<CatalogueRecord> record) {
  RdfDocument(Graph graph, Optional<String> path, boolean gone) {
    this(graph, path, "", gone, Optional.empty());
  }

  void write(HttpServletRequest request, HttpServletResponse response, RdfForm form)
      throws IOException {
    String etag = etag(form);
    response.setHeader("ETag", etag);
    response.setHeader("Cache-Control", "no-cache");
    path.ifPresent(name -> {
      response.setHeader("Content-Location", name + "." + form.suffix() + query);
      for (RdfForm other : RdfForm.values()) {
        response.addHeader(
            "Link",
            "<%s.%s%s>; rel=\"alternate\"; type=\"%s\""
                .formatted(name, other.suffix(), query, other.mediaType()));
      }
    });
    String known = request.getHeader("If-None-Match");
    if (!gone && known != null && (known.equals("*") || known.contains(etag))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    graph
        .getPrefixMapping()
        .setNsPrefix("tess", Tess.NS)
        .setNsPrefix("elm", Elm.NS)
        .setNsPrefix("dct", Dct.NS)
        .setNsPrefix("dcat", Dcat.NS)
        .setNsPrefix("prov", Prov.NS)
        .setNsPrefix("skos", Skos.NS)
        .setNsPrefix("adms", Adms.NS)
        .setNsPrefix("foaf", Foaf.NS)
        .setNsPrefix("rdfs", Rdfs.NS)
        .setNsPrefix("xsd", "http://www.w3.org/2001/XMLSchema#");
    byte[] body = form.write(graph);
    response.setStatus(gone ? HttpServletResponse.SC_GONE : HttpServletResponse.SC_OK);
    response.setContentType(form.mediaType() + ";charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The same for the same statements, in whatever order the store gives them. */
  private String etag(RdfForm form) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      graph.stream()
          .map(NodeFmtLib::str)
          .sorted()
          .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return '"' + HexFormat.of().formatHex(digest.digest(), 0, 12) + "-" + form.suffix() + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

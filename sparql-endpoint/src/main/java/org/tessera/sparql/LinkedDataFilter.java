package org.tessera.sparql;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Serves the RDF forms of what the registry names. Steps aside when the client would rather have
 * HTML, so that the pages answer at the same address.
 */
final class LinkedDataFilter extends HttpFilter {
  private static final String HTML = "text/html";

  private final transient LinkedData data;
  private final transient Descriptions descriptions;

  LinkedDataFilter(LinkedData data, Descriptions descriptions) {
    this.data = data;
    this.descriptions = descriptions;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    Optional<RdfForm> suffix = RdfForm.ofSuffix(path);
    String name =
        suffix
            .map(form -> path.substring(0, path.length() - form.suffix().length() - 1))
            .orElse(path);
    if (!isOurs(name) || path.endsWith(".html")) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader(
        "Access-Control-Expose-Headers",
        "Content-Location, ETag, Link, Retry-After, RateLimit, RateLimit-Policy");
    switch (request.getMethod()) {
      case "GET", "HEAD" -> get(request, response, chain, name, suffix);
      case "OPTIONS" -> {
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        response.setHeader("Access-Control-Allow-Headers", "Accept, If-None-Match");
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> chain.doFilter(request, response);
    }
  }

  private void get(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      String name,
      Optional<RdfForm> suffix)
      throws IOException, ServletException {
    boolean description = isDescription(name);
    Optional<RdfForm> form = suffix;
    if (form.isEmpty()) {
      response.setHeader("Vary", "Accept");
      List<String> offers = new ArrayList<>(RdfForm.mediaTypes());
      if (!description) {
        offers.add(HTML);
      }
      Optional<String> best = AcceptHeader.parse(request.getHeader("Accept")).best(offers);
      if (best.equals(Optional.of(HTML))) {
        chain.doFilter(request, response);
        return;
      }
      form = best.flatMap(RdfForm::ofMediaType);
      if (description && form.isEmpty()) {
        form = Optional.of(RdfForm.TURTLE);
      }
    }
    if (form.isEmpty()) {
      Problem.write(
          response,
          HttpServletResponse.SC_NOT_ACCEPTABLE,
          "Not acceptable",
          "This address answers as text/html, " + String.join(", ", RdfForm.mediaTypes()) + ".");
      return;
    }
    String iri = request.getParameter("iri");
    if (name.equals("/id") && (iri == null || iri.isBlank())) {
      Problem.write(
          response, 400, "Missing parameter", "iri must be the IRI of a record: /id?iri=https://…");
      return;
    }
    Optional<RdfDocument> found;
    if (description) {
      found = Optional.of(descriptions.of(name, server(request)));
    } else if (name.equals("/id") && iri != null) {
      found = data.ofIri(iri);
    } else {
      found = data.ofPath(name);
    }
    if (found.isEmpty()) {
      Problem.write(
          response,
          404,
          "Not found",
          "The registry has never had a record or concept of this IRI.");
      return;
    }
    found.get().write(request, response, form.get());
  }

  private static String server(HttpServletRequest request) {
    int path = request.getRequestURL().length() - request.getRequestURI().length();
    return request.getRequestURL().substring(0, path) + request.getContextPath();
  }

  private static boolean isOurs(String name) {
    return name.startsWith("/id/")
        || name.equals("/id")
        || name.startsWith("/record/")
        || name.startsWith("/scheme/")
        || name.equals("/ontology")
        || isDescription(name);
  }

  private static boolean isDescription(String name) {
    return name.equals("/catalog") || name.equals("/.well-known/void");
  }
}

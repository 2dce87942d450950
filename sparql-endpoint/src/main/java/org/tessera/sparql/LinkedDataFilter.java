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
import java.util.stream.Stream;
import org.tessera.store.RecordHistory;

/**
 * Serves the RDF forms of what the registry names. Steps aside when the client would rather have
 * HTML, so that the pages answer at the same address.
 */
final class LinkedDataFilter extends HttpFilter {
  private static final String HTML = "text/html";
  private static final String PAGE = ".html";
  private static final String HISTORIES = "/history/";

  private final transient LinkedData data;
  private final transient Descriptions descriptions;
  private final transient Mementos mementos;

  LinkedDataFilter(LinkedData data, Descriptions descriptions, Mementos mementos) {
    this.data = data;
    this.descriptions = descriptions;
    this.mementos = mementos;
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
    if (!isOurs(name)) {
      chain.doFilter(request, response);
      return;
    }
    if (request.getParameter("at") != null) {
      response.setHeader("X-Robots-Tag", "noindex");
    }
    if (path.endsWith(PAGE)) {
      page(request, response, chain, path);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", "*");
    switch (request.getMethod()) {
      case "GET", "HEAD" -> {
        try {
          if (name.equals(Mementos.TIME_MAP)) {
            timeMap(request, response);
          } else {
            get(request, response, chain, name, suffix);
          }
        } catch (Refusal refusal) {
          Problem.write(response, refusal);
        } catch (WrongParameter wrong) {
          Problem.write(response, wrong);
        }
      }
      case "OPTIONS" -> {
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        response.setHeader(
            "Access-Control-Allow-Headers", "Accept, Accept-Datetime, If-None-Match");
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
    boolean hasPage = !description && !name.startsWith(HISTORIES);
    Optional<RdfForm> form = suffix;
    if (form.isPresent()) {
      if (hasMementos(name)) {
        response.setHeader("Vary", "Accept-Datetime");
      }
    } else {
      response.setHeader("Vary", hasPage ? "Accept, Accept-Datetime" : "Accept");
      List<String> offers = new ArrayList<>(RdfForm.mediaTypes());
      if (hasPage) {
        offers.add(HTML);
      }
      Optional<String> best = AcceptHeader.parse(request.getHeader("Accept")).best(offers);
      if (best.equals(Optional.of(HTML))) {
        page(request, response, chain, name);
        return;
      }
      form = best.flatMap(RdfForm::ofMediaType);
      if (!hasPage && form.isEmpty()) {
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
    if (name.equals("/id") && !namesOne(request)) {
      throw new WrongParameter("iri", "iri must be the IRI of one record: /id?iri=https://…");
    }
    if (description) {
      descriptions.of(name, server(request)).write(request, response, form.get());
      return;
    }
    Optional<RecordHistory> history =
        Mementos.isAsked(request)
            ? thing(request, name).flatMap(mementos::history)
            : Optional.empty();
    Optional<RdfDocument> found;
    if (history.isPresent()) {
      found = Optional.of(mementos.document(request, response, history.get()));
    } else if (request.getParameter("at") != null) {
      found = Optional.empty();
    } else {
      found = name.equals("/id") ? data.ofIri(iri) : data.ofPath(name);
      found.flatMap(RdfDocument::record).ifPresent(record -> mementos.link(response, record));
    }
    found
        .orElseThrow(() ->
            new Refusal(
                404, "Not found", "The registry has never had a record or concept of this IRI."))
        .write(request, response, form.get());
  }

  /**
   * Leaves an address to its page, with the history of which that shows a form. Only a record has
   * forms of other times; any other page would pass today's words for those of then.
   */
  private void page(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, String path)
      throws IOException, ServletException {
    String name = path.endsWith(PAGE) ? path.substring(0, path.length() - PAGE.length()) : path;
    if (request.getParameter("at") != null && thing(request, name).isPresent()) {
      Optional<RecordHistory> history =
          Stream.of(path, name)
              .distinct()
              .flatMap(each -> thing(request, each).stream())
              .flatMap(iri -> mementos.history(iri).stream())
              .findFirst();
      if (history.isEmpty()) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      request.setAttribute(RecordHistory.class.getName(), history.get());
      mementos.announce(request, response, history.get());
    }
    chain.doFilter(request, response);
  }

  /** The IRI that is asked for: named by a parameter where it is not of ours. */
  private Optional<String> thing(HttpServletRequest request, String name) {
    return name.equals("/id")
        ? Optional.ofNullable(request.getParameter("iri"))
        : Optional.of(data.iri(name));
  }

  private static boolean namesOne(HttpServletRequest request) {
    String[] iris = request.getParameterValues("iri");
    return iris != null && iris.length == 1 && !iris[0].isBlank();
  }

  private void timeMap(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String iri = request.getParameter("iri");
    if (!namesOne(request)) {
      throw new WrongParameter("iri", "iri must be the IRI of one record.");
    }
    RecordHistory history =
        mementos
            .history(iri)
            .orElseThrow(() -> new Refusal(404, "Not found", "There is no record of this IRI."));
    mementos.writeTimeMap(response, server(request), history);
  }

  private static String server(HttpServletRequest request) {
    int path = request.getRequestURL().length() - request.getRequestURI().length();
    return request.getRequestURL().substring(0, path) + request.getContextPath();
  }

  private static boolean isOurs(String name) {
    return name.startsWith("/id/")
        || name.equals("/id")
        || name.startsWith("/record/")
        || name.startsWith(HISTORIES)
        || name.equals(Mementos.TIME_MAP)
        || name.startsWith("/scheme/")
        || name.equals("/ontology")
        || isDescription(name);
  }

  private static boolean hasMementos(String name) {
    return name.equals("/id") || name.startsWith("/id/") || name.startsWith("/record/");
  }

  private static boolean isDescription(String name) {
    return name.equals("/catalog") || name.equals("/.well-known/void");
  }
}

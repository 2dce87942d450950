package org.tessera.sparql;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.fuseki.server.DataAccessPoint;
import org.apache.jena.fuseki.server.DataAccessPointRegistry;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.fuseki.server.Endpoint;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.fuseki.server.OperationRegistry;
import org.apache.jena.fuseki.servlets.ActionExecLib;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.system.ActionCategory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.web.HttpSC;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * The door of {@code /sparql}: refuses updates, describes the service, leaves a browser to the
 * editor page, which has its own way to {@link PageQueries}, and hands queries to Fuseki's query
 * operation.
 */
final class SparqlFilter extends HttpFilter {
  /** Fuseki logs several lines a query; what matters is logged by {@link QueryAction}. */
  private static final Logger SILENT = NOPLogger.NOP_LOGGER;

  private static final String HTML = "text/html";
  private static final String XHTML = "application/xhtml+xml";
  private static final List<String> ANSWERS =
      List.of(
          "application/sparql-results+json",
          "application/json",
          "application/sparql-results+xml",
          "application/xml",
          "text/csv",
          "text/tab-separated-values");

  /** Parameters that the page understands; with others the request is one of the protocol. */
  private static final Set<String> OF_THE_PAGE = Set.of("query", "format", "lang");

  private final transient QueryAction queries;
  private final transient SparqlLimits limits;
  private final transient SpoolSpace space;
  private final transient DataAccessPoint access;
  private final transient Endpoint endpoint;
  private final transient OperationRegistry operations;

  SparqlFilter(DatasetGraph dataset, QueryAction queries, SparqlLimits limits) {
    this.queries = queries;
    this.limits = limits;
    this.space = new SpoolSpace(limits.maxSpooledBytes());
    this.endpoint = Endpoint.create().operation(Operation.Query).build();
    this.operations = OperationRegistry.createEmpty();
    operations.register(Operation.Query, queries);
    DataService service = DataService.newBuilder(dataset).addEndpoint(endpoint).build();
    service.setEndpointProcessors(operations);
    service.goActive();
    this.access = new DataAccessPoint("/sparql", service);
  }

  /** Fuseki looks for its registries there, and warns at each request where they are missing. */
  @Override
  public void init() {
    OperationRegistry.set(getServletContext(), operations);
    DataAccessPointRegistry.set(getServletContext(), new DataAccessPointRegistry());
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    try {
      switch (request.getMethod()) {
        case "OPTIONS" -> options(response);
        case "GET", "HEAD" -> get(request, response, chain);
        case "POST" -> post(request, response);
        default -> {
          response.setHeader("Allow", "GET, HEAD, POST, OPTIONS");
          throw new Refusal(405, "Method not allowed", "Queries come by GET or POST.");
        }
      }
    } catch (Refusal refusal) {
      Problem.write(response, refusal);
    }
  }

  private static void options(HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
    response.setHeader("Access-Control-Allow-Headers", "Accept, Content-Type");
    response.setHeader("Access-Control-Max-Age", "86400");
    response.setHeader("Allow", "GET, HEAD, POST, OPTIONS");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private void get(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    refuseUpdate(request);
    if (request.getParameter("query") != null) {
      if (wantsPage(request)) {
        chain.doFilter(request, response);
      } else {
        answer(new GetRequest(request), response);
      }
      return;
    }
    response.setHeader("Vary", "Accept");
    AcceptHeader accept = AcceptHeader.parse(request.getHeader("Accept"));
    List<String> offers = new ArrayList<>(RdfForm.mediaTypes());
    offers.add(HTML);
    Optional<String> best = accept.best(offers);
    if (best.equals(Optional.of(HTML))) {
      chain.doFilter(request, response);
    } else if (request.getQueryString() != null) {
      throw new Refusal(400, "No query", "The parameter query is missing: /sparql?query=SELECT…");
    } else {
      RdfForm form = best.flatMap(RdfForm::ofMediaType).orElse(RdfForm.TURTLE);
      new RdfDocument(
              Descriptions.service(request.getRequestURL().toString()), Optional.empty(), false)
          .write(request, response, form);
    }
  }

  /**
   * Whether the answer shall be a page: {@code format=html}, the Accept of a browser, or one of
   * nothing but HTML. Java's own client prefers HTML too where its caller names nothing, but takes
   * anything and no XHTML; it gets results.
   */
  private static boolean wantsPage(HttpServletRequest request) {
    if (!OF_THE_PAGE.containsAll(request.getParameterMap().keySet())
        || request.getParameterValues("query").length > 1) {
      return false;
    }
    String format = request.getParameter("format");
    if (format != null) {
      return format.equals("html");
    }
    AcceptHeader accept = AcceptHeader.parse(request.getHeader("Accept"));
    List<String> offers = new ArrayList<>(ANSWERS);
    offers.addAll(RdfForm.mediaTypes());
    offers.add(HTML);
    return accept.best(offers).equals(Optional.of(HTML))
        && (accept.quality(XHTML) == accept.quality(HTML) || accept.best(ANSWERS).isEmpty());
  }

  private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String contentType = request.getContentType();
    String type =
        contentType == null ? "" : contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
    if (type.equals("application/sparql-update")) {
      throw updatesAreOff();
    }
    if (request.getContentLengthLong() > limits.maxRequestBytes()) {
      throw requestTooLarge();
    }
    if (type.equals("application/sparql-query")) {
      answer(new BodyRequest(request, body(request)), response);
    } else {
      refuseUpdate(request);
      String query = request.getParameter("query");
      if (query != null && query.length() > limits.maxRequestBytes()) {
        throw requestTooLarge();
      }
      answer(request, response);
    }
  }

  /** The whole body, whatever length it claims or none. */
  private byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(limits.maxRequestBytes() + 1);
    if (body.length > limits.maxRequestBytes()) {
      throw requestTooLarge();
    }
    return body;
  }

  private void refuseUpdate(HttpServletRequest request) {
    try {
      if (request.getParameter("update") != null) {
        throw updatesAreOff();
      }
    } catch (InvalidParameterException e) {
      if (e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
        throw requestTooLarge();
      }
      throw new Refusal(400, "Bad request", "The parameters cannot be read: " + e.getMessage());
    }
  }

  private static Refusal updatesAreOff() {
    return new Refusal(
        403,
        "Updates are not accepted",
        "The endpoint is read-only for everyone: records change by harvest and curation alone.");
  }

  private Refusal requestTooLarge() {
    return new Refusal(
        413,
        "Query too long",
        "A query may have %,d bytes at most.".formatted(limits.maxRequestBytes()));
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try (SpooledResponse spool = new SpooledResponse(response, limits.maxAnswerBytes(), space)) {
      HttpAction action =
          ActionExecLib.allocHttpAction(access, SILENT, ActionCategory.ACTION, request, spool);
      action.setEndpoint(endpoint);
      ActionExecLib.execAction(action, queries);
      response.setHeader("Vary", "Accept");
      if (spool.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
          && !String.valueOf(spool.getContentType()).startsWith(Problem.MEDIA_TYPE)) {
        int status = spool.getStatus();
        Problem.write(
            response, status, HttpSC.getMessage(status), SyntaxErrors.inWords(spool.text()));
      } else {
        spool.send();
      }
    }
  }

  /** Fuseki knows no HEAD; the container answers it by what GET would say, without the body. */
  private static final class GetRequest extends HttpServletRequestWrapper {
    GetRequest(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }
  }

  /** One whose body has been read. */
  private static final class BodyRequest extends HttpServletRequestWrapper {
    private final byte[] body;

    BodyRequest(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      return new BodyStream(body);
    }
  }

  private static final class BodyStream extends ServletInputStream {
    private final java.io.ByteArrayInputStream bytes;

    BodyStream(byte[] body) {
      this.bytes = new java.io.ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(jakarta.servlet.ReadListener listener) {
      throw new IllegalStateException("The body is read synchronously");
    }
  }
}

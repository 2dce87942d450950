package org.tessera.sparql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.NodeFactory;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordHistory;
import org.tessera.store.RecordStore;

/**
 * Earlier forms of a record's document, as Memento asks for them (RFC 7089): by {@code
 * Accept-Datetime}, by {@code ?at=}, and all of them in a TimeMap.
 */
final class Mementos {
  static final String TIME_MAP = "/timemap";

  private static final Pattern ENDS_A_LINK = Pattern.compile("[\\x00-\\x20<>\"\\x7F]");
  private static final String LINK_FORMAT = "application/link-format";
  static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final RecordStore store;
  private final String baseIri;

  Mementos(RecordStore store, String baseIri) {
    this.store = store;
    this.baseIri = baseIri;
  }

  static boolean isAsked(HttpServletRequest request) {
    return request.getParameter("at") != null || request.getHeader("Accept-Datetime") != null;
  }

  /** What the registry had of a record; empty of what is no record. */
  Optional<RecordHistory> history(String iri) {
    int hash = iri.indexOf('#');
    return store.history(NodeFactory.createURI(hash < 0 ? iri : iri.substring(0, hash)));
  }

  /** Names the history of a record's document in its headers. */
  void link(HttpServletResponse response, CatalogueRecord record) {
    String iri = name(record);
    response.addHeader("Link", "<%s>; rel=\"original timegate\"".formatted(original(iri)));
    response.addHeader(
        "Link", "<%s>; rel=\"timemap\"; type=\"%s\"".formatted(timeMap(iri), LINK_FORMAT));
  }

  /**
   * The store's own name of a record, never the words of a request: those may hold more than an
   * IRI. A topic with a hash is not found by it, so its record stands for it.
   */
  private static String name(CatalogueRecord record) {
    String topic = record.topic().getURI();
    return topic.indexOf('#') < 0 ? topic : record.record().getURI();
  }

  /**
   * The form that a request asks for.
   *
   * @throws Refusal where there is none, or the time is no time
   */
  RdfDocument document(
      HttpServletRequest request, HttpServletResponse response, RecordHistory history) {
    RecordHistory.Form form = form(request, history);
    response.setHeader("Memento-Datetime", HTTP_DATE.format(form.from()));
    CatalogueRecord record = history.record().catalogueRecord();
    link(response, record);
    return new RdfDocument(
        form.graph(),
        Optional.of(path(history)),
        "?at=" + form.from(),
        !form.active(),
        Optional.of(record));
  }

  /** Says of a page, which shows it, which form it is of. */
  void announce(HttpServletRequest request, HttpServletResponse response, RecordHistory history) {
    RecordHistory.Form form;
    try {
      form = form(request, history);
    } catch (Refusal none) {
      return; // the page says why
    }
    response.setHeader("Memento-Datetime", HTTP_DATE.format(form.from()));
    link(response, history.record().catalogueRecord());
  }

  private static RecordHistory.Form form(HttpServletRequest request, RecordHistory history) {
    String at = request.getParameter("at");
    if (at == null) {
      // Whoever asks for a time before the first form gets the first, as RFC 7089 says.
      return history.at(httpDate(request.getHeader("Accept-Datetime")))
              instanceof RecordHistory.Form form
          ? form
          : history.forms().getFirst();
    }
    if (request.getParameterValues("at").length > 1) {
      throw new Refusal(400, "No time", "at may be given once.");
    }
    Instant moment;
    try {
      moment = RecordHistory.moment(at);
    } catch (DateTimeException e) {
      throw new Refusal(400, "No time", "at is a day or a time, as in 2026-03-01: " + at);
    }
    return switch (history.at(moment)) {
      case RecordHistory.Form form -> form;
      case RecordHistory.NotYet none -> throw new Refusal(404, "Not found", none.words(history));
      case RecordHistory.NotKept none -> throw new Refusal(404, "Not found", none.words(history));
    };
  }

  private static Instant httpDate(String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeException e) {
      throw new Refusal(
          400, "No time", "Accept-Datetime is as in Sun, 01 Mar 2026 00:00:00 GMT: " + text);
    }
  }

  /**
   * Lists the forms of a record, the oldest first.
   *
   * @param server scheme, host and port, without a slash
   */
  void writeTimeMap(HttpServletResponse response, String server, RecordHistory history)
      throws IOException {
    String iri = name(history.record().catalogueRecord());
    StringBuilder map = new StringBuilder();
    map.append("<%s%s>; rel=\"original timegate\"".formatted(server, original(iri)));
    map.append(
        ",\n<%s%s>; rel=\"self\"; type=\"%s\"; from=\"%s\"; until=\"%s\""
            .formatted(
                server,
                timeMap(iri),
                LINK_FORMAT,
                HTTP_DATE.format(history.forms().getFirst().from()),
                HTTP_DATE.format(history.forms().getLast().from())));
    for (RecordHistory.Form form : history.forms()) {
      map.append(
          ",\n<%s%s.ttl?at=%s>; rel=\"%s\"; datetime=\"%s\""
              .formatted(
                  server,
                  path(history),
                  form.from(),
                  relation(form, history),
                  HTTP_DATE.format(form.from())));
    }
    byte[] body = map.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    response.setContentType(LINK_FORMAT);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static String relation(RecordHistory.Form form, RecordHistory history) {
    String first = form.equals(history.forms().getFirst()) ? "first " : "";
    return first + (form.until().isEmpty() ? "last memento" : "memento");
  }

  private String original(String iri) {
    return iri.startsWith(baseIri)
        ? "/" + encoded(iri.substring(baseIri.length()))
        : "/id?iri=" + URLEncoder.encode(iri, StandardCharsets.UTF_8);
  }

  /** Without what would end the address in a list of links. */
  private static String encoded(String path) {
    return ENDS_A_LINK
        .matcher(path)
        .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
  }

  private static String timeMap(String iri) {
    return TIME_MAP + "?iri=" + URLEncoder.encode(iri, StandardCharsets.UTF_8);
  }

  private String path(RecordHistory history) {
    return original(history.record().catalogueRecord().record().getURI());
  }
}

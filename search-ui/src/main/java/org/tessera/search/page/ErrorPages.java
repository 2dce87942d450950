package org.tessera.search.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** Pages for what went wrong: what was asked, why it failed, and two ways on. */
@Component
final class ErrorPages implements ErrorViewResolver {
  private static final Way SEARCH = new Way("error.way.search", "/search");

  private final Html html;
  private final PageResolver pages;

  ErrorPages(Html html, PageResolver pages) {
    this.html = html;
    this.pages = pages;
  }

  /**
   * The page of an error.
   *
   * @param detail one sentence in the page's language that says more than the status; null for none
   */
  ResponseEntity<byte[]> answer(Page page, HttpStatus status, @Nullable String detail) {
    return html.answer(status, page, "error", model(page, status, detail));
  }

  /**
   * The page of a record that is there, but not as of the time asked for.
   *
   * @param detail why, in the page's language
   * @param present address of what it says today
   */
  ResponseEntity<byte[]> ofTime(Page page, HttpStatus status, String detail, String present) {
    return answer(page, status, "time", detail, new Way("error.way.present", present), SEARCH);
  }

  /**
   * The page of a record that is not there while records are still being read.
   *
   * @param live how far that is
   */
  ResponseEntity<byte[]> arriving(Page page, Sources.Live live) {
    return answer(
        page,
        HttpStatus.NOT_FOUND,
        "arriving",
        page.text("live.records", live.records()),
        new Way("error.way.again", page.here()),
        SEARCH);
  }

  /**
   * The page of a comparison with what is no record.
   *
   * @param id what was asked for
   * @param rest address of the comparison without it
   */
  ResponseEntity<byte[]> notCompared(Page page, String id, String rest) {
    return answer(
        page,
        HttpStatus.NOT_FOUND,
        "compare",
        page.text("error.compare.id", id),
        new Way(rest.contains("?") ? "error.way.compare-rest" : "error.way.compare", rest),
        SEARCH);
  }

  /**
   * The page of a list's page that is beyond its last.
   *
   * @param detail which was asked for, and which is the last
   * @param last address of the last
   */
  ResponseEntity<byte[]> beyond(Page page, String detail, String last) {
    return answer(
        page, HttpStatus.NOT_FOUND, "beyond", detail, new Way("error.way.last", last), SEARCH);
  }

  private ResponseEntity<byte[]> answer(
      Page page, HttpStatus status, String key, String detail, Way... ways) {
    return html.answer(
        status, page, "error", new Model(status.value(), key, asked(page), detail, List.of(ways)));
  }

  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> attributes) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Object query = request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING);
    Page page =
        pages.page(
            request,
            path == null ? request.getRequestURI() : path.toString(),
            query == null ? null : query.toString());
    View view = (model, viewRequest, response) -> write(page, status, response);
    ModelAndView answer = new ModelAndView(view);
    answer.setStatus(status);
    return answer;
  }

  private void write(Page page, HttpStatus status, HttpServletResponse response)
      throws java.io.IOException {
    byte[] body = html.bytes(page, "error", model(page, status, null));
    html.headers(page, "'self'")
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    response.setContentType(Html.TYPE.toString());
    response.getOutputStream().write(body);
  }

  private static Model model(Page page, HttpStatus status, @Nullable String detail) {
    String key =
        switch (status) {
          case NOT_FOUND -> "404";
          case GONE -> "410";
          case BAD_REQUEST -> "400";
          case TOO_MANY_REQUESTS -> "429";
          case SERVICE_UNAVAILABLE -> "503";
          default -> status.is4xxClientError() ? "400" : "500";
        };
    List<Way> ways =
        switch (key) {
          case "404" -> List.of(SEARCH, new Way("error.way.sources", "/sources"));
          case "400" -> List.of(SEARCH, new Way("error.way.api", "/api"));
          case "429" ->
              List.of(new Way("error.way.again", page.here()), new Way("error.way.data", "/data"));
          default ->
              List.of(new Way("error.way.again", page.here()), new Way("error.way.home", "/"));
        };
    return new Model(status.value(), key, asked(page), detail, ways);
  }

  private static String asked(Page page) {
    try {
      return URLDecoder.decode(page.here(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return page.here();
    }
  }

  /** A way on: key of its text, and its address. */
  record Way(String key, String href) {}

  /**
   * @param key end of the message keys of this error
   * @param asked what was asked for, as a person reads it
   */
  record Model(int status, String key, String asked, @Nullable String detail, List<Way> ways) {}
}

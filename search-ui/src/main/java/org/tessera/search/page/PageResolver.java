package org.tessera.search.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Tells the reader's language and look. The language is the one the address asks for, else the one
 * asked for last, else the first of the browser's that we have.
 */
@Component
final class PageResolver implements HandlerMethodArgumentResolver {
  static final String LANG_COOKIE = "tessera-lang";
  static final String THEME_COOKIE = "tessera-theme";

  private final Assets assets;
  private final Terms terms;

  PageResolver(Assets assets, Terms terms) {
    this.assets = assets;
    this.terms = terms;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Page.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
    HttpServletResponse response = webRequest.getNativeResponse(HttpServletResponse.class);
    if (request == null || response == null) {
      throw new IllegalStateException("Pages are for HTTP requests");
    }
    Page page = page(request, request.getRequestURI(), request.getQueryString());
    asked(request)
        .ifPresent(lang -> response.addHeader("Set-Cookie", cookie(LANG_COOKIE, lang).toString()));
    return page;
  }

  /** The page's setting for a request that ended elsewhere, such as in an error. */
  Page page(HttpServletRequest request, String path, @Nullable String query) {
    String lang =
        asked(request)
            .or(() -> cookie(request, LANG_COOKIE).filter(Messages.LANGUAGES::contains))
            .orElseGet(() -> fromBrowser(request));
    String theme =
        cookie(request, THEME_COOKIE).filter(List.of("light", "dark")::contains).orElse(null);
    String rest =
        query == null
            ? ""
            : Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith("lang="))
                .collect(Collectors.joining("&"));
    return new Page(
        Messages.of(lang), theme, path, rest.isEmpty() ? "" : "?" + rest, assets, terms);
  }

  static ResponseCookie cookie(String name, String value) {
    return ResponseCookie.from(name, value).path("/").maxAge(31_536_000).sameSite("Lax").build();
  }

  private static Optional<String> asked(HttpServletRequest request) {
    return Optional.ofNullable(request.getParameter("lang")).filter(Messages.LANGUAGES::contains);
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  private static String fromBrowser(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return Messages.LANGUAGES.getFirst();
    }
    return Collections.list(request.getLocales()).stream()
        .map(Locale::getLanguage)
        .filter(Messages.LANGUAGES::contains)
        .findFirst()
        .orElse(Messages.LANGUAGES.getFirst());
  }
}

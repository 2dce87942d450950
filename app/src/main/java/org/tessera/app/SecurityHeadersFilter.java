package org.tessera.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What browsers may do with our answers: nothing, unless the answer itself says more, as pages do.
 * Pages of other sites may read them, all but those of administration: guidance sites call the API
 * from the browser, and none of our answers depends on who asks.
 */
final class SecurityHeadersFilter extends OncePerRequestFilter {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "strict-origin-when-cross-origin",
          "Permissions-Policy", "camera=(), geolocation=(self), microphone=()");
  private static final Map<String, String> FOR_OTHER_SITES =
      Map.of(
          "Access-Control-Allow-Origin",
          "*",
          "Access-Control-Expose-Headers",
          "Content-Location, ETag, Link, Memento-Datetime, Retry-After, RateLimit, RateLimit-Policy,"
              + " RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HEADERS.forEach(response::setHeader);
    // What a preflight may do is for those who answer it; they keep still where Allow-Origin is
    // set.
    if (!request.getServletPath().startsWith("/admin") && !CorsUtils.isPreFlightRequest(request)) {
      FOR_OTHER_SITES.forEach(response::setHeader);
    }
    chain.doFilter(request, new OnceEach(response));
  }

  /** An answer's own header takes the place of ours; two policies would both be enforced. */
  private static final class OnceEach extends HttpServletResponseWrapper {
    OnceEach(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void addHeader(String name, String value) {
      if (HEADERS.containsKey(name)) {
        setHeader(name, value);
      } else {
        super.addHeader(name, value);
      }
    }
  }
}

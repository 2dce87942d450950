package org.tessera.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * So many requests a minute for each address, and so many of them to {@code /sparql}; beyond that
 * 429. Whoever carries the admin token is not counted, nor is what the server asks of itself.
 *
 * <p>Headers: {@code RateLimit-Limit}, {@code -Remaining} and {@code -Reset} (seconds), and the
 * structured {@code RateLimit-Policy} and {@code RateLimit} of
 * draft-ietf-httpapi-ratelimit-headers.
 */
final class RateLimitFilter extends OncePerRequestFilter {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Limit all;
  private final Limit sparql;
  private final AdminToken token;
  private final OwnRequests own;

  /** One limit with a bucket for each address; idle ones are forgotten, and so are the oldest. */
  private record Limit(String name, long requests, Cache<Address, Bucket> buckets) {
    Limit(String name, long requests) {
      this(
          name,
          requests,
          Caffeine.newBuilder()
              .maximumSize(100_000)
              .expireAfterAccess(WINDOW.multipliedBy(2))
              .build());
    }

    ConsumptionProbe take(Address address) {
      return buckets
          .get(
              address,
              any ->
                  Bucket.builder()
                      .addLimit(
                          limit -> limit.capacity(requests).refillIntervally(requests, WINDOW))
                      .build())
          .tryConsumeAndReturnRemaining(1);
    }
  }

  /**
   * Who asks: an IPv4 address, or the /64 network of an IPv6 one, which belongs to one customer.
   */
  private record Address(String network) {
    static Address of(String remote) {
      try {
        byte[] bytes = InetAddress.getByName(remote).getAddress();
        return new Address(Arrays.toString(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes));
      } catch (UnknownHostException e) {
        return new Address(remote);
      }
    }
  }

  RateLimitFilter(long requestsPerMinute, long sparqlPerMinute, AdminToken token, OwnRequests own) {
    this.all = new Limit("all", requestsPerMinute);
    this.sparql = new Limit("sparql", sparqlPerMinute);
    this.token = token;
    this.own = own;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Address address = Address.of(request.getRemoteAddr());
    if (own.isOne(request)
        || token.isCarriedBy(request)
        || (passes(all, address, response)
            && (!request.getServletPath().equals("/sparql")
                || passes(sparql, address, response)))) {
      chain.doFilter(request, response);
    }
  }

  private static boolean passes(Limit limit, Address address, HttpServletResponse response)
      throws IOException {
    ConsumptionProbe probe = limit.take(address);
    long reset = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForReset()) + 1;
    response.setHeader("RateLimit-Limit", String.valueOf(limit.requests()));
    response.setHeader("RateLimit-Remaining", String.valueOf(probe.getRemainingTokens()));
    response.setHeader("RateLimit-Reset", String.valueOf(reset));
    response.setHeader(
        "RateLimit-Policy",
        "\"%s\";q=%d;w=%d".formatted(limit.name(), limit.requests(), WINDOW.toSeconds()));
    response.setHeader(
        "RateLimit", "\"%s\";r=%d;t=%d".formatted(limit.name(), probe.getRemainingTokens(), reset));
    if (!probe.isConsumed()) {
      response.setHeader("Retry-After", String.valueOf(reset));
      response.sendError(
          429,
          "More than %d requests a minute%s; go on in %d s"
              .formatted(
                  limit.requests(), limit.name().equals("sparql") ? " to /sparql" : "", reset));
    }
    return probe.isConsumed();
  }
}

package org.tessera.search;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How the API writes JSON: names in snake_case, nulls written, errors as RFC 9457 says. */
final class Api {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Api() {}

  static ResponseEntity<byte[]> ok(Object body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json(body));
  }

  static ResponseEntity<byte[]> problem(
      HttpStatus status, String detail, @Nullable String parameter) {
    Problem problem =
        new Problem(
            URI.create("about:blank"), status.getReasonPhrase(), status.value(), detail, parameter);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(JSON.writeValueAsBytes(problem));
  }

  /** Refuses parameters that an address does not have. */
  static void allow(Map<String, ?> parameters, Set<String> allowed) {
    for (String name : parameters.keySet()) {
      if (!allowed.contains(name)) {
        throw allowed.isEmpty()
            ? new InvalidParameter(name, "unknown-none", name)
            : new InvalidParameter(
                name, "unknown", name, String.join(", ", new TreeSet<>(allowed)));
      }
    }
  }

  /**
   * @param parameter the parameter that is wrong, if one is
   */
  record Problem(URI type, String title, int status, String detail, @Nullable String parameter) {}

  /** A body as the API sends it. */
  static byte[] json(Object body) {
    return JSON.writeValueAsBytes(body);
  }
}

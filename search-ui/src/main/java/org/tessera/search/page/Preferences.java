package org.tessera.search.page;

import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Remembers the look that a reader chose, without a script. */
@RestController
final class Preferences {

  /**
   * Sets the theme and goes back to where the reader was.
   *
   * @param theme {@code light} or {@code dark}; anything else follows the reader's system again
   * @param back a path of this server; anything else leads home
   */
  @GetMapping("/preferences")
  ResponseEntity<Void> choose(
      @RequestParam(defaultValue = "system") String theme,
      @RequestParam(defaultValue = "/") String back) {
    String value = theme.equals("light") || theme.equals("dark") ? theme : "system";
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(
            HttpHeaders.SET_COOKIE,
            PageResolver.cookie(PageResolver.THEME_COOKIE, value).toString())
        .location(here(back))
        .build();
  }

  private static URI here(String back) {
    boolean local = back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
    try {
      return URI.create(local ? back : "/");
    } catch (IllegalArgumentException e) {
      return URI.create("/");
    }
  }
}

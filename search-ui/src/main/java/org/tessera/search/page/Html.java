package org.tessera.search.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Renders templates, and says with each page what a browser may do in it. */
@Component
final class Html {
  static final MediaType TYPE = MediaType.parseMediaType("text/html;charset=UTF-8");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src %s; img-src 'self' data:; font-src 'self'"
          + " data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Html.class.getClassLoader(), Html.class.getPackageName());

  ResponseEntity<byte[]> ok(Page page, String template, Object model) {
    return answer(HttpStatus.OK, page, template, model);
  }

  ResponseEntity<byte[]> answer(HttpStatus status, Page page, String template, Object model) {
    return new ResponseEntity<>(bytes(page, template, model), headers(page, "'self'"), status);
  }

  /** A page whose script makes style elements of its own, as the SPARQL editor does. */
  ResponseEntity<byte[]> withInlineStyles(
      HttpStatus status, Page page, String template, Object model) {
    return new ResponseEntity<>(
        bytes(page, template, model), headers(page, "'self' 'unsafe-inline'"), status);
  }

  byte[] bytes(Page page, String template, Object model) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(template + ".jte", Map.of("page", page, "model", model), output);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  HttpHeaders headers(Page page, String styles) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(TYPE);
    headers.setContentLanguage(page.messages().locale());
    headers.setCacheControl(CacheControl.noCache().cachePrivate());
    headers.setVary(java.util.List.of("Accept", "Accept-Language", "Cookie"));
    headers.set("Content-Security-Policy", POLICY.formatted(styles));
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
    return headers;
  }
}

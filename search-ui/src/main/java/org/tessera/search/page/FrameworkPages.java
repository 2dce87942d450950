package org.tessera.search.page;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The qualifications frameworks side by side. */
@RestController
final class FrameworkPages {
  private final Html html;
  private final Frameworks frameworks;

  FrameworkPages(Html html, Frameworks frameworks) {
    this.html = html;
    this.frameworks = frameworks;
  }

  @GetMapping(path = "/frameworks", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> frameworks(Page page) {
    return html.ok(
        page,
        "frameworks",
        new Model(
            List.of(frameworks.matrix("eqf", page), frameworks.matrix("acqf", page)),
            frameworks.all(page),
            frameworks.ofSources(page),
            frameworks.reports(page)));
  }

  /**
   * @param ofSources frameworks that only a source describes
   */
  record Model(
      List<CorrespondenceMatrix> matrices,
      List<FrameworkView> frameworks,
      List<Value> ofSources,
      List<FrameworkView.Report> reports) {}
}

package org.tessera.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.autoconfigure.error.AbstractErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What went wrong, as a page for people and as a problem for programs; never a stack trace. */
@Controller
final class Errors extends AbstractErrorController {

  Errors(ErrorAttributes attributes, List<ErrorViewResolver> views) {
    super(attributes, views);
  }

  /** Where the servlet container sends every error that nobody has answered. */
  @RequestMapping("/error")
  @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Asked for by itself, this address is like any other where there is nothing.
    boolean failed = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null;
    HttpStatus status = failed ? getStatus(request) : HttpStatus.NOT_FOUND;
    Object path = failed ? request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) : "/error";
    if (path != null && Problems.forPeople(request, path.toString())) {
      response.setStatus(status.value());
      ModelAndView page =
          resolveErrorView(
              request,
              response,
              status,
              getErrorAttributes(request, ErrorAttributeOptions.defaults()));
      if (page != null) {
        return page;
      }
    }
    Problems.write(response, status.value(), detail(request, status, path));
    return null;
  }

  private static String detail(
      HttpServletRequest request, HttpStatus status, @Nullable Object path) {
    Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
    boolean said =
        message != null
            && !message.toString().isBlank()
            // Spring's word for an address that nothing answers at.
            && !message.toString().startsWith("No static resource")
            && !status.is5xxServerError();
    if (said) {
      return String.valueOf(message);
    }
    return Map.of(
            HttpStatus.NOT_FOUND, "There is nothing at " + path,
            HttpStatus.METHOD_NOT_ALLOWED, request.getMethod() + " is not possible at " + path)
        .getOrDefault(
            status,
            status.is5xxServerError()
                ? "The request failed by a fault of Tessera; its log says more"
                : "The request cannot be answered as it stands");
  }
}

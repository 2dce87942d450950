package org.tessera.sparql;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells callers of the exports which parameter is wrong, or why there is no answer. */
@RestControllerAdvice(
    assignableTypes = {RecordApi.class, ChangesApi.class, ExchangeProfileApi.class})
class ExportErrors {

  @ExceptionHandler
  void wrong(WrongParameter wrong, HttpServletResponse response) throws IOException {
    Problem.write(response, wrong);
  }

  @ExceptionHandler
  void refused(Refusal refusal, HttpServletResponse response) throws IOException {
    Problem.write(response, refusal);
  }
}

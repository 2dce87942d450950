package org.tessera.app;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Tomcat refuses before any page or API hears of it, such as an address that is not
 * encoded, as a problem and not as Tomcat's page.
 */
public final class BadRequestValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      Problems.write(
          (HttpServletResponse) response.getResponse(),
          status,
          status == HttpServletResponse.SC_BAD_REQUEST
              ? "The request is no HTTP as the standard has it: characters beyond ASCII, quotes,"
                  + " blanks and the like have to be percent-encoded in an address, as in"
                  + " s%C3%A9curit%C3%A9"
              : "The request cannot be answered as it stands");
      response.finishResponse();
    } catch (IOException e) {
      // the caller has left
    }
  }
}

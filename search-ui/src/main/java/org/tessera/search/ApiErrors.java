package org.tessera.search;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells callers of the JSON API which parameter is wrong. */
@RestControllerAdvice(assignableTypes = {SearchApi.class, StatisticsApi.class, CompareApi.class})
class ApiErrors {

  @ExceptionHandler
  ResponseEntity<byte[]> invalid(InvalidParameter wrong) {
    return Api.problem(HttpStatus.BAD_REQUEST, wrong.detail(), wrong.parameter());
  }
}

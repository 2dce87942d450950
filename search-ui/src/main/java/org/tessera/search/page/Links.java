package org.tessera.search.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a thing's page is on this server.
 *
 * @param baseIri base of minted IRIs, ends with a slash
 */
record Links(String baseIri) {
  /** Terms and schemes keep this base wherever Tessera runs. */
  static final String TERMS_BASE = "https://w3id.org/tessera/";

  /** Whole codes only: {@code rome-business-school} is a name. */
  private static final Pattern CODE =
      Pattern.compile("(rome(?=-[A-Z]\\d{4}$)|formacode(?=-\\d+$))-(.+)");

  /** Address of a record's page by the IRI of its topic or its catalogue record. */
  String record(String iri) {
    if (iri.startsWith(baseIri + "id/") || iri.startsWith(baseIri + "record/")) {
      return iri.substring(baseIri.length() - 1);
    }
    return "/id?iri=" + Page.encode(iri);
  }

  /** Address of any thing's page: here where we have one, else its own; null for what has none. */
  @Nullable String thing(String iri) {
    String here = here(iri);
    return here != null || !(iri.startsWith("http://") || iri.startsWith("https://")) ? here : iri;
  }

  /** Address of a thing's page by an IRI of ours; null for other IRIs. */
  @Nullable String here(String iri) {
    if (iri.startsWith(baseIri + "id/") || iri.startsWith(baseIri + "record/")) {
      return iri.substring(baseIri.length() - 1);
    }
    if (iri.startsWith(TERMS_BASE + "scheme/") || iri.startsWith(TERMS_BASE + "ontology")) {
      return iri.substring(TERMS_BASE.length() - 1);
    }
    return null;
  }

  /** Address of a rule's page; of one that its source describes within itself, by its IRI. */
  @Nullable String rule(String iri) {
    return ours(iri) && iri.contains("#") ? "/id?iri=" + Page.encode(iri) : thing(iri);
  }

  /**
   * What to call a thing of which nobody tells the name: a code with the name of its scheme, the
   * end of another IRI of ours, else it all.
   */
  String name(String iri, Page page) {
    if (!ours(iri)) {
      return iri;
    }
    String name = iri.substring(iri.lastIndexOf('/') + 1);
    Matcher code = CODE.matcher(name);
    return code.matches()
        ? page.text("format.code", page.text("code-scheme." + code.group(1)), code.group(2))
        : name;
  }

  /** Whether it ends as a code of a scheme that has a name here. */
  boolean isCode(String iri) {
    return CODE.matcher(iri.substring(iri.lastIndexOf('/') + 1)).matches();
  }

  /** A long address is told by who has it. */
  static String host(String address) {
    return address.replaceFirst("^https?://(?:www\\.)?", "").replaceFirst("[/:?].*$", "");
  }

  /** Whether a thing has a page here or nowhere. */
  boolean ours(String iri) {
    return iri.startsWith(baseIri + "id/");
  }
}

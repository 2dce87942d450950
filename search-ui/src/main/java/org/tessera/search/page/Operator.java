package org.tessera.search.page;

import org.jspecify.annotations.Nullable;

/**
 * Who runs this server, as they say.
 *
 * @param name empty where they have not said
 * @param contact how to reach them: a mail or web address, or words; empty where they have not said
 */
record Operator(String name, String contact) {

  /** Address of a link to the contact; null where it is neither a mail nor a web address. */
  @Nullable String href() {
    if (contact.startsWith("https://") || contact.startsWith("http://")) {
      return contact;
    }
    return contact.matches("[^\\s@:/]+@[^\\s@:/]+") ? "mailto:" + contact : null;
  }
}

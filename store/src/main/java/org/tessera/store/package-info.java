/**
 * The records: what each register said, with a catalogue record, a state and a place in the
 * sequence of changes. The public door is {@link org.tessera.store.RecordStore}.
 */
@NullMarked
package org.tessera.store;

import org.jspecify.annotations.NullMarked;

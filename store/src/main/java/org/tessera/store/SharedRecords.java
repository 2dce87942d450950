package org.tessera.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * The statements last written of the shared records met most recently, so that an organisation that
 * thousands of records name is read once. Holds nothing that a failed transaction wrote: the store
 * clears it then. Used by the one writer only.
 */
final class SharedRecords {
  private static final int MOST = 4096;

  private final Map<Node, List<Triple>> recent =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, List<Triple>> eldest) {
          return size() > MOST;
        }
      };

  boolean isRepetition(RecordWrite write) {
    return write.statements().equals(recent.get(write.record()));
  }

  void remember(RecordWrite write) {
    recent.put(write.record(), write.statements());
  }

  void forget(Node record) {
    recent.remove(record);
  }

  void clear() {
    recent.clear();
  }
}

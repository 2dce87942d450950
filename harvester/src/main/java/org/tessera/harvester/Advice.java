package org.tessera.harvester;

import java.util.List;
import org.apache.jena.graph.Node;

/**
 * Advice that things of a run do not follow. They are stored all the same.
 *
 * @param shape who gives it
 * @param about the node shape whose targets it is for
 * @param times how many do not follow it
 * @param examples topics of the first records that hold such a thing
 */
record Advice(Node shape, Node about, String message, long times, List<Node> examples) {}

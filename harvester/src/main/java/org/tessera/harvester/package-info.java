/**
 * From a register's own files to records in the store: fetch, archive, map, check, link, commit.
 * The public door is {@link org.tessera.harvester.Harvester}.
 */
@NullMarked
package org.tessera.harvester;

import org.jspecify.annotations.NullMarked;

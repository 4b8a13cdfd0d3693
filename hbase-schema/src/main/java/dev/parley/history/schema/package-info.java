/** What HBase holds: tables, row keys, columns, and the tool that creates and checks them. */
@NullMarked
package dev.parley.history.schema;

import org.jspecify.annotations.NullMarked;

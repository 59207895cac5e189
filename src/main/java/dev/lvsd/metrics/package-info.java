/// `/metrics`: the table of all names with their units and help texts, the samples made of the other features'
/// statuses at the time of a scrape, and at the edge the scrape address.
@NullMarked
package dev.lvsd.metrics;

import org.jspecify.annotations.NullMarked;

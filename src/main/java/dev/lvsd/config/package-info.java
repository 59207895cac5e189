/// The configuration: text of either syntax becomes a tree of positioned nodes, the tree becomes records by
/// one table of keywords, and all problems are collected and reported together.
@NullMarked
package dev.lvsd.config;

import org.jspecify.annotations.NullMarked;

package dev.lvsd;

import dev.lvsd.ipvs.TableKind;
import java.nio.file.Path;

/// What `lvsd run` was told, beside the configuration.
///
/// @param controlSocket path of the control socket (`--control`)
/// @param stateDirectory what must survive a restart (`--state`)
/// @param scrapeAddress where metrics are (`--http`)
/// @param table where the table is (`--table`)
record RunOptions(Path controlSocket, Path stateDirectory, ScrapeAddress scrapeAddress, TableKind table) {}

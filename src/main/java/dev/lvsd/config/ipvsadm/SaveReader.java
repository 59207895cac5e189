package dev.lvsd.config.ipvsadm;

import dev.lvsd.config.ipvsadm.SaveLine.Wrong;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what `ipvsadm -S -n` writes and `ipvsadm -R` reads: one command in a line, with or without the word `ipvsadm`
/// before it; thresholds, editing and deleting commands, empty lines and comments too. A line that cannot be read is
/// reported and left out.
public final class SaveReader {
    private static final Pattern COMMAND = Pattern.compile("--?[A-Za-z].*|(\\S*/)?ipvsadm\\s.*");

    private static final class Draft {
        private final Position position;
        private VirtualServerOptions options;
        private final Map<Endpoint, SavedTable.RealServer> realServers = new LinkedHashMap<>();

        Draft(Position position, VirtualServerOptions options) {
            this.position = position;
            this.options = options;
        }
    }

    private final Map<VirtualServerKey, Draft> drafts = new LinkedHashMap<>();

    private SaveReader() {}

    /// Whether a text is such a file rather than a configuration: its first line that says anything is a command.
    public static boolean recognizes(SourceText source) {
        for (String line : source.lines()) {
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                return COMMAND.matcher(text).matches();
            }
        }
        return false;
    }

    /// Reads a file.
    public static SavedTable read(SourceText source, ProblemCollector problems) {
        SaveReader reader = new SaveReader();
        for (int number = 1; number <= source.lines().size() && !problems.isFull(); number++) {
            try {
                SaveLine line = SaveLine.parse(new Position(source, number, 1), source.line(number));
                if (line != null) {
                    reader.take(line);
                }
            } catch (Wrong wrong) {
                problems.error(wrong.position(), wrong.text(), null);
            }
        }
        List<SavedTable.Service> services = new ArrayList<>();
        reader.drafts.forEach((key, draft) ->
                services.add(new SavedTable.Service(draft.position, key, draft.options, draft.realServers)));
        return new SavedTable(services);
    }

    private void take(SaveLine line) throws Wrong {
        if (line.command() == SaveCommand.CLEAR) {
            drafts.clear();
            return;
        }
        SaveValues values = new SaveValues(line);
        VirtualServerKey key = values.key();
        switch (line.command()) {
            case CLEAR -> {}
            case ADD_SERVICE -> {
                Draft before = drafts.putIfAbsent(key, new Draft(line.position(), values.serviceOptions(key.family())));
                if (before != null) {
                    throw new Wrong(line.position(), key + " is there already, by line " + before.position.line());
                }
            }
            case EDIT_SERVICE -> draft(line, key).options = values.serviceOptions(key.family());
            case DELETE_SERVICE -> {
                Draft _ = draft(line, key);
                drafts.remove(key);
            }
            case ADD_SERVER -> {
                Endpoint endpoint = values.realServer(key);
                SavedTable.RealServer before = draft(line, key).realServers.putIfAbsent(
                        endpoint, new SavedTable.RealServer(line.position(), values.realServerOptions()));
                if (before != null) {
                    throw new Wrong(line.position(), "real server " + endpoint + " is there already, by line "
                            + before.position().line());
                }
            }
            case EDIT_SERVER -> known(draft(line, key).realServers.replace(
                    values.realServer(key),
                    new SavedTable.RealServer(line.position(), values.realServerOptions())), line);
            case DELETE_SERVER -> known(draft(line, key).realServers.remove(values.realServer(key)), line);
        }
    }

    private Draft draft(SaveLine line, VirtualServerKey key) throws Wrong {
        Draft draft = drafts.get(key);
        if (draft == null) {
            throw new Wrong(line.position(), "no line before adds " + key);
        }
        return draft;
    }

    private static void known(SavedTable.@Nullable RealServer before, SaveLine line) throws Wrong {
        if (before == null) {
            throw new Wrong(line.position(), "no line before adds this real server");
        }
    }
}

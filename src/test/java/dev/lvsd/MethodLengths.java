package dev.lvsd;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// Lengths of methods in source files, by the compiler's own parser.
final class MethodLengths {
    private MethodLengths() {}

    /// The methods of more than `limit` lines, each as `file:line: name: lines`.
    static List<String> above(int limit, List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLong = new ArrayList<>();
        try (StandardJavaFileManager sources = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, sources, null, null, null, sources.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) {
                file.accept(new Scanner(file, positions, limit, tooLong), null);
            }
        }
        return tooLong;
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final int limit;
        private final List<String> tooLong;

        Scanner(CompilationUnitTree file, SourcePositions positions, int limit, List<String> tooLong) {
            this.file = file;
            this.positions = positions;
            this.limit = limit;
            this.tooLong = tooLong;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            LineMap lines = file.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(file, method));
            long count = lines.getLineNumber(positions.getEndPosition(file, method)) - first + 1;
            if (count > limit) {
                tooLong.add(file.getSourceFile().getName() + ":" + first + ": " + method.getName() + ": " + count);
            }
            return super.visitMethod(method, null);
        }
    }
}

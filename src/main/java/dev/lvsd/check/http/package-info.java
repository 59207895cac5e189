/// `HTTP_GET`: a real server is up whose pages are as expected. The centre, [AnswerJudge], says of each part of an
/// answer whether it can still be right; the edge, [HttpProbe], asks for one page after the other.
@NullMarked
package dev.lvsd.check.http;

import org.jspecify.annotations.NullMarked;

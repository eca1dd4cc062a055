using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Reading;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>
/// A line that is announced although it is posted: its publisher may never have got the answer. It is given once more;
/// who has it already knows it by its number.
/// </summary>
internal static class AnswerAgain
{
    public static async Task<IReadOnlyList<byte[]>> For(
        NpgsqlTransaction transaction, IReadOnlyCollection<InterventionConfirmed> lines, Findings found)
    {
        var answers = new List<byte[]>();
        if (lines.Count == 0)
        {
            return answers;
        }

        var asked = lines.Select(line => (line.Book, line.Line, line.PostingRevision)).ToHashSet();
        var posted = found.Known.Where(known => asked.Contains((known.Book, known.Entry.Line, known.Entry.Revision)));
        foreach (var book in posted.GroupBy(known => known.Book, known => known.Number))
        {
            foreach (var (from, to) in Runs(book.Order()))
            {
                var postings = new List<Posted>();
                await foreach (var posting in PostingQuery.ReadRange(transaction.Connection!, book.Key, from, to))
                {
                    postings.Add(posting);
                }

                answers.AddRange(postings.Chunk(LedgerService.AnnouncementLimit).Select(chunk => Announcement.Of(book.Key, found.Books.Heads[book.Key].Parties, chunk)));
            }
        }

        return answers;
    }

    /// <summary>Consecutive numbers go in one message.</summary>
    private static IEnumerable<(long From, long To)> Runs(IEnumerable<long> numbers)
    {
        (long From, long To)? run = null;
        foreach (var number in numbers)
        {
            if (run is { } open && number == open.To + 1)
            {
                run = (open.From, number);
                continue;
            }

            if (run is { } done)
            {
                yield return done;
            }

            run = (number, number);
        }

        if (run is { } last)
        {
            yield return last;
        }
    }
}

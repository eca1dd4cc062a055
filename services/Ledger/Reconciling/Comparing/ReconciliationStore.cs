using Dapper;
using HourExchange.Ledger.Reconciling.Domain;
using HourExchange.Ledger.Reconciling.Reading;
using HourExchange.Plumbing.Http;
using Npgsql;
using NpgsqlTypes;

namespace HourExchange.Ledger.Reconciling.Comparing;

/// <summary>Keeps a comparison, item by item.</summary>
internal static class ReconciliationStore
{
    private const string Insert = """
        insert into ledger.reconciliation (id, book, year, institution, subject, counterpart, compared_at, file_hash, book_number, basis,
            matched, different, missing_here, missing_there)
        values (@Id, @Book, @Year, @Institution, @Subject, @Counterpart, @ComparedAt, decode(@FileHash, 'hex'), @BookNumber, @Basis,
            @Matched, @Different, @MissingHere, @MissingThere)
        """;

    private const string CopyItems = """
        copy ledger.reconciliation_item (reconciliation, position, finding, posting, list_row, list_reference, list_lender, list_date, list_minutes,
            list_domain, list_nature, found_by, minutes_apart, days_apart, domain_differs, nature_differs, list_taught_minutes, taught_differs) from stdin (format binary)
        """;

    public static async Task<Made<ReconciliationView>> Keep(
        NpgsqlTransaction transaction, ListToCompare list, long bookNumber, bool credited, IReadOnlyList<ComparedLine> lines, DateTimeOffset now)
    {
        // PostgreSQL keeps microseconds: the answer says what will be read.
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        int Count(string finding) => lines.Count(line => line.Finding == finding);
        var kept = new ReconciliationView(
            Guid.CreateVersion7(), list.Book, list.Year, list.Caller.Institution, list.Caller.Subject, list.Counterpart, at,
            Convert.ToHexStringLower(list.FileHash), bookNumber, credited ? "credited" : "taught",
            Count(ListFindings.Matched), Count(ListFindings.Different), Count(ListFindings.MissingHere), Count(ListFindings.MissingThere),
            0, 0, null, ReconciliationRules.ActsOf(list.Caller.Role, isSender: true, isWithdrawn: false, isAnswered: false));
        await transaction.Connection!.ExecuteAsync(Insert, kept, transaction);
        await using (var copy = await transaction.Connection!.BeginBinaryImportAsync(CopyItems))
        {
            for (var index = 0; index < lines.Count; index++)
            {
                Write(copy, kept.Id, index + 1, lines[index]);
            }

            await copy.CompleteAsync();
        }

        return Answer.Created($"/api/v1/reconciliations/{kept.Id}", kept);
    }

    // Without await: a row goes into Npgsql's buffer, which is sent on only now and then.
    private static void Write(NpgsqlBinaryImporter copy, Guid reconciliation, int position, ComparedLine line)
    {
        copy.StartRow();
        copy.Write(reconciliation, NpgsqlDbType.Uuid);
        copy.Write(position, NpgsqlDbType.Integer);
        copy.Write(line.Finding, NpgsqlDbType.Text);
        WriteOrNull(copy, line.Book?.Number, NpgsqlDbType.Bigint);
        WriteOrNull(copy, (int?)line.List?.Number, NpgsqlDbType.Integer);
        WriteOrNull(copy, line.List?.Reference);
        WriteOrNull(copy, line.List?.Lender);
        WriteOrNull(copy, line.List?.Date, NpgsqlDbType.Date);
        WriteOrNull(copy, line.List?.Minutes, NpgsqlDbType.Integer);
        WriteOrNull(copy, line.List?.Domain);
        WriteOrNull(copy, line.List?.Nature);
        WriteOrNull(copy, line.FoundBy);
        copy.Write(line.MinutesApart, NpgsqlDbType.Integer);
        copy.Write(line.DaysApart, NpgsqlDbType.Integer);
        copy.Write(line.DomainDiffers, NpgsqlDbType.Boolean);
        copy.Write(line.NatureDiffers, NpgsqlDbType.Boolean);
        WriteOrNull(copy, line.List?.Taught, NpgsqlDbType.Integer);
        copy.Write(line.TaughtDiffers, NpgsqlDbType.Boolean);
    }

    private static void WriteOrNull(NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(text, NpgsqlDbType.Text);
        }
    }

    private static void WriteOrNull<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type) where T : struct
    {
        if (value is { } given)
        {
            copy.Write(given, type);
        }
        else
        {
            copy.WriteNull();
        }
    }
}

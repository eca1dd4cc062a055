using HourExchange.Interventions;
using HourExchange.Interventions.Contributors.Forgetting;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Contributors;

/// <summary>A name that is forgotten is struck from wherever people write: a column of texts is such a place, or here is said what it holds.</summary>
[Trait("needs", "servers")]
public sealed class TextPlacesTests(House house) : IClassFixture<House>
{
    private const string Columns = """
        select string_agg(columns.table_schema || '.' || columns.table_name || '.' || columns.column_name, ' ' order by columns.table_schema, columns.table_name, columns.column_name)
        from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema in ('interventions', 'plumbing') and table_type = 'BASE TABLE' and data_type in ('text', 'json', 'jsonb', 'ARRAY', 'bytea', 'character varying')
        """;

    /// <summary>Codes, pseudonyms and words of ours, by the column's name, in whichever table.</summary>
    private static readonly HashSet<string> Codes =
    [
        "act", "agreement", "body_hash", "caller", "checksum", "code", "consumer", "content_hash", "contract", "contributor", "decided", "disputed_from", "domain", "etag", "expertise", "hash",
        "institution", "key", "kind", "lending_institution", "location", "media_type", "nature", "new_contributors", "outcome", "part", "receiving_institution", "recorded_for", "ref", "reference",
        "regime", "request", "responsible", "sourcing", "standing", "state", "subject", "token_hash", "traceparent", "unit", "year",
    ];

    /// <summary>Columns with words that are not struck, and why.</summary>
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["interventions.agreement_layer.content"] = "hashed, and consented to",
        ["interventions.document.content"] = "the file itself, which has its own hash",
        ["interventions.contributor_person.name"] = "deleted with the row",
        ["interventions.contributor_person.mail"] = "deleted with the row",
        ["interventions.contributor_person.phone"] = "deleted with the row",
        ["interventions.forgotten_contributor.reason"] = "written by whoever has the name forgotten",
        ["interventions.institution.name"] = "an institution's",
        ["interventions.intervention.posting_refused"] = "a code of the ledger",
        ["interventions.stored_import.columns"] = "how a file calls its columns, for a day",
        ["interventions.stored_import_row.faults"] = "of a field in which people write, no value; of a row that cannot be read the first 80 characters of a cell that holds no text of people, and all is gone after a day",
        ["interventions.stored_import_row.expected_credit"] = "figures",
        ["plumbing.outbox.refused_why"] = "the broker's words",
        ["plumbing.rejected_message.body"] = "events of other services, which carry no words of people",
        ["plumbing.rejected_message.detail"] = "ours",
        ["plumbing.waiting_event.body"] = "events of other services, which carry no words of people",
        ["plumbing.schema_migration.name"] = "a file's",
    };

    [Fact]
    public async Task Every_column_of_texts_is_struck_or_it_is_said_why_not()
    {
        await house.Start(InterventionsService.Host);
        var columns = (await house.Scalar<string>(InterventionsService.Host, Columns)).Split(' ').ToHashSet();
        var struck = TextPlace.All.Select(place => $"{place.Table}.{place.Column}").ToHashSet();
        Assert.Empty(struck.Concat(Kept.Keys).Except(columns));
        var left = string.Join(' ', columns.Where(column => !struck.Contains(column) && !Kept.ContainsKey(column) && !IsCode(column[(column.LastIndexOf('.') + 1)..])));
        Assert.True(left.Length == 0, left);

        static bool IsCode(string name) => Codes.Contains(name) || name.EndsWith("_by", StringComparison.Ordinal) || name.EndsWith("_by_institution", StringComparison.Ordinal);
    }
}

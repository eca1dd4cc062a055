using System.Text.Json.Nodes;
using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Interventions.Agreements.Keeping;

/// <summary>Reads and writes agreements.</summary>
public static class AgreementStore
{
    private const string InsertAgreement = """
        insert into interventions.agreement (ref, reference, signed, recorded_by_institution, recorded_by, recorded_at)
        values (@Ref, @Reference, @Signed, @Institution, @Subject, @now) on conflict do nothing
        """;

    private const string InsertParts = """
        insert into interventions.agreement_party (agreement, position, institution)
        select @Ref, position, institution from unnest(@parties) with ordinality as party (institution, position);
        insert into interventions.agreement_layer (agreement, version, effective_from, content, hash, recorded_for, recorded_by)
        values (@Ref, 1, @Signed, @content, @hash, @Institution, @Subject)
        """;

    private const string Layers = """
        select agreement, version, effective_from, content from interventions.agreement_layer
        where agreement = @reference and withdrawn_at is null order by version
        """;

    private const string LockOneLayer = """
        select version, case when in_force_since is null then 'pending' else 'inForce' end as state, recorded_for, recorded_by from interventions.agreement_layer
        where agreement = @reference and hash = @hash and withdrawn_at is null for update
        """;

    // The same statement for every reader: parties in their order, layers in force.
    private const string Read = """
        select agreement, institution from interventions.agreement_party where agreement = any(@which) order by agreement, position;
        select agreement, version, effective_from, content from interventions.agreement_layer
        where agreement = any(@which) and in_force_since is not null order by agreement, version;
        select agreement, received_on from interventions.notice where agreement = any(@which)
        """;

    // Registering lines of one agreement is done one at a time: references are looked up, then written.
    private const string Lock = "select 1 from interventions.agreement where ref = @reference for no key update";

    /// <returns>False when the ref is taken.</returns>
    public static async Task<bool> Insert(
        NpgsqlTransaction transaction, AgreementContent agreement, string content, string hash, string institution, string subject, DateTimeOffset now)
    {
        var head = new { agreement.Ref, agreement.Reference, agreement.Signed, Institution = institution, Subject = subject, now };
        if (await transaction.Connection!.ExecuteAsync(InsertAgreement, head, transaction) == 0)
        {
            return false;
        }

        await transaction.Connection!.ExecuteAsync(
            InsertParts, new { agreement.Ref, agreement.Signed, parties = agreement.Parties.ToArray(), content, hash, Institution = institution, Subject = subject }, transaction);
        return true;
    }

    /// <returns>The agreement if the institution is a party to it; who is not cannot learn that it exists.</returns>
    public static async Task<Agreement?> Load(NpgsqlConnection connection, NpgsqlTransaction? transaction, string reference, string institution) =>
        await LoadAll(connection, transaction, [reference]) is [var agreement] && agreement.HasParty(institution) ? agreement : null;

    /// <returns>Those that there are, in the order asked for.</returns>
    public static async Task<IReadOnlyList<Agreement>> LoadAll(NpgsqlConnection connection, NpgsqlTransaction? transaction, string[] references)
    {
        var (sql, which) = HotStatement.Which(Read, references);
        await using var command = await HotStatement.Prepare(connection, transaction, sql, which);
        await using var results = await command.ExecuteReaderAsync();
        var parties = (await results.ReadResult<PartyRow>()).ToLookup(party => party.Agreement, party => party.Institution);
        var layers = (await results.ReadResult<LayerRow>()).ToLookup(layer => layer.Agreement, layer => layer.ToLayer());
        var notices = (await results.ReadResult<NoticeRow>()).ToLookup(notice => notice.Agreement, notice => notice.ReceivedOn);
        return [.. references.Where(parties.Contains).Select(one => new Agreement(one, [.. parties[one]], [.. layers[one]], [.. notices[one]]))];
    }

    /// <summary>The agreement of a line that the institution can see.</summary>
    public static async Task<Agreement> Of(NpgsqlTransaction transaction, string reference, string institution) =>
        (await Load(transaction.Connection!, transaction, reference, institution))!;

    /// <summary>The agreements of lines that the institution can see, by reference.</summary>
    public static async Task<IReadOnlyDictionary<string, Agreement>> Of(NpgsqlTransaction transaction, IEnumerable<string> references, string institution) =>
        (await LoadAll(transaction.Connection!, transaction, [.. references.Distinct(StringComparer.Ordinal)]))
            .Where(agreement => agreement.HasParty(institution)).ToDictionary(agreement => agreement.Ref, StringComparer.Ordinal);

    /// <summary>Every layer that is not withdrawn, with or without all consents.</summary>
    public static async Task<IReadOnlyList<AgreementLayer>> LoadLayers(NpgsqlTransaction transaction, string reference) =>
        [.. (await transaction.Connection!.QueryAsync<LayerRow>(Layers, new { reference }, transaction)).Select(layer => layer.ToLayer())];

    public static Task LockForLines(NpgsqlTransaction transaction, string reference) =>
        transaction.Connection!.ExecuteAsync(Lock, new { reference }, transaction);

    /// <summary>A layer that is not withdrawn, by the hash of its content, locked.</summary>
    internal static Task<LockedLayer?> LockLayer(NpgsqlTransaction transaction, string reference, string hash) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<LockedLayer>(LockOneLayer, new { reference, hash }, transaction);

    private sealed record PartyRow(string Agreement, string Institution);

    private sealed record NoticeRow(string Agreement, DateOnly ReceivedOn);

    private sealed record LayerRow(string Agreement, int Version, DateOnly EffectiveFrom, string Content)
    {
        /// <summary>What was signed is the content itself; an amendment's content says what it changes.</summary>
        public AgreementLayer ToLayer()
        {
            var content = JsonNode.Parse(Content)!.AsObject();
            return new AgreementLayer(Version, EffectiveFrom, Version == 1 ? content : content["changes"]!.DeepClone().AsObject());
        }
    }
}

/// <param name="State">A state of <see cref="LayerLife"/>.</param>
internal sealed record LockedLayer(int Version, string State, string? RecordedFor, string? RecordedBy);

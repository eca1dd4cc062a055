using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Http;
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
        insert into interventions.agreement_layer (agreement, version, effective_from, content, hash)
        values (@Ref, 1, @Signed, @content, @hash)
        """;

    private const string Layers = """
        select version, effective_from, content from interventions.agreement_layer
        where agreement = @reference and withdrawn_at is null order by version
        """;

    // The same statement for every reader: parties in their order, layers in force.
    private const string Read = """
        select institution from interventions.agreement_party where agreement = @reference order by position;
        select version, effective_from, content from interventions.agreement_layer
        where agreement = @reference and in_force_since is not null order by version;
        select received_on from interventions.notice where agreement = @reference
        """;

    // Registering lines of one agreement is done one at a time: references are looked up, then written.
    private const string Lock = "select 1 from interventions.agreement where ref = @reference for no key update";

    /// <returns>False when the ref is taken.</returns>
    public static async Task<bool> Insert(NpgsqlTransaction transaction, AgreementContent agreement, string institution, string subject, DateTimeOffset now)
    {
        var head = new { agreement.Ref, agreement.Reference, agreement.Signed, Institution = institution, Subject = subject, now };
        if (await transaction.Connection!.ExecuteAsync(InsertAgreement, head, transaction) == 0)
        {
            return false;
        }

        var content = Serialize(agreement);
        await transaction.Connection!.ExecuteAsync(
            InsertParts, new { agreement.Ref, agreement.Signed, parties = agreement.Parties.ToArray(), content, hash = Hash(content) }, transaction);
        return true;
    }

    /// <returns>The agreement if the institution is a party to it; who is not cannot learn that it exists.</returns>
    public static async Task<Agreement?> Load(NpgsqlConnection connection, NpgsqlTransaction? transaction, string reference, string institution)
    {
        await using var results = await connection.QueryMultipleAsync(Read, new { reference }, transaction);
        var parties = (await results.ReadAsync<string>()).AsList();
        var layers = (await results.ReadAsync<LayerRow>()).Select(layer => layer.ToLayer()).ToList();
        var notices = (await results.ReadAsync<DateOnly>()).AsList();
        return parties.Contains(institution, StringComparer.Ordinal) ? new Agreement(reference, parties, layers, notices, HttpJson.Options) : null;
    }

    /// <summary>The agreement of a line that the institution can see.</summary>
    public static async Task<Agreement> Of(NpgsqlTransaction transaction, string reference, string institution) =>
        (await Load(transaction.Connection!, transaction, reference, institution))!;

    /// <summary>Every layer that is not withdrawn, with or without all consents.</summary>
    public static async Task<IReadOnlyList<AgreementLayer>> LoadLayers(NpgsqlTransaction transaction, string reference) =>
        [.. (await transaction.Connection!.QueryAsync<LayerRow>(Layers, new { reference }, transaction)).Select(layer => layer.ToLayer())];

    public static Task LockForLines(NpgsqlTransaction transaction, string reference) =>
        transaction.Connection!.ExecuteAsync(Lock, new { reference }, transaction);

    public static string Serialize<T>(T content) => JsonSerializer.Serialize(content, HttpJson.Options);

    public static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private sealed record LayerRow(int Version, DateOnly EffectiveFrom, string Content)
    {
        /// <summary>What was signed is the content itself; an amendment's content says what it changes.</summary>
        public AgreementLayer ToLayer()
        {
            var content = JsonNode.Parse(Content)!.AsObject();
            return new AgreementLayer(Version, EffectiveFrom, Version == 1 ? content : content["changes"]!.DeepClone().AsObject());
        }
    }
}

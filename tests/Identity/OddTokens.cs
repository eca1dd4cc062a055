using System.Text.Json.Nodes;
using HourExchange.Plumbing.Security;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Identity;

/// <summary>Tokens that are well signed, and say what nobody is; and all operations at which to show them.</summary>
internal static class OddTokens
{
    private static readonly string[] Roles = ["registrar", "approver", "finance", "management", "auditor", "admin", "operator"];

    public static IReadOnlyList<(string Name, string Token)> All { get; } =
    [
        ("a list of roles", With("role", Roles)),
        ("a list of one role", With("role", new[] { "finance" })),
        ("an empty list", With("role", Array.Empty<string>())),
        ("an empty role", With("role", "")),
        ("no role", With("role", null)),
        ("a number as a role", With("role", 7)),
        ("an object as an institution", With("inst", new Dictionary<string, object> { ["code"] = "HETS" })),
        ("two institutions", With("inst", new[] { "HETS", "HG" })),
        ("an empty institution", With("inst", "")),
        ("no institution", With("inst", null)),
        ("12,000 characters", With("sub", new string('x', 12_000))),
        ("129 characters", With("inst", new string('X', 129))),
        ("control characters", With("sub", "b0f6\u0000\r\n")),
        ("an address of mail", With("sub", "zzqa@example.org")),
        ("an empty subject", With("sub", "")),
        ("no subject", With("sub", null)),
        ("every institution for a person of one", With("inst", "*")),
        ("an operator of an institution", With("role", "operator")),
        ("a subject twice", Twice("\"sub\":\"b0f6\",\"sub\":\"b0f7\"", "\"inst\":\"HETS\"", "\"role\":\"finance\"")),
        ("a role twice", Twice("\"sub\":\"b0f6\"", "\"inst\":\"HETS\"", "\"role\":\"finance\",\"role\":\"auditor\"")),
    ];

    /// <summary>Every operation of these programs that wants a token, with something in each place of its path.</summary>
    public static IEnumerable<(string Program, string Method, string Path)> Operations(IEnumerable<string> programs) =>
        from program in programs
        from path in JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", program + ".json")))!["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where operation.Value!["security"] is not null
        select (program, operation.Key, path.Key
            .Replace("{id}", "01a2244e-99bf-7f6f-ac3f-333377262258", StringComparison.Ordinal).Replace("{position}", "1", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal));

    private static string With(string claim, object? value)
    {
        Dictionary<string, object> claims = new() { ["sub"] = "b0f6", ["inst"] = "HETS", ["role"] = "finance" };
        _ = value is null ? claims.Remove(claim) : (claims[claim] = value) is not null;
        return TestKeys.TokenOf(claims);
    }

    private static string Twice(params string[] claims) => TestKeys.TokenOf(
        $"{{\"iss\":\"{TokenSettings.DevelopmentIssuer}\",\"aud\":\"{TokenSettings.Audience}\",\"exp\":4102444800,\"nbf\":1700000000,{string.Join(',', claims)}}}");
}

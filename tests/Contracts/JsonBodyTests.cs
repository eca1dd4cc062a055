using System.Text;
using System.Text.Json.Nodes;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Contracts;

/// <summary>A body of JSON that cannot be taken is the caller's fault at every operation that takes one, and the answer arrives.</summary>
[Trait("needs", "servers")]
public sealed class JsonBodyTests(House house) : IClassFixture<House>
{
    private static readonly byte[] TooLarge = Encoding.UTF8.GetBytes($$"""{"reason":"{{new string('x', 2 * 1024 * 1024)}}"}""");

    public static TheoryData<string> Services => [.. House.Hosts.Select(host => host.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Another_encoding_null_and_more_than_a_megabyte_are_refused_at_every_operation(string service)
    {
        var tried = 0;
        foreach (var (path, operations) in JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi", service + ".json"), TestContext.Current.CancellationToken))!["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(operation => operation.Value!["requestBody"]?["content"]?["application/json"] is not null))
            {
                tried++;
                var role = (string?)operation!["x-roles"]?.AsArray().FirstOrDefault() ?? "auditor";
                var caller = await house.As(role == "operator" ? "*" : "HETS", role);
                var asked = path.Replace("{year}", "2014-2015", StringComparison.Ordinal).Replace("{id}", "01a2244e-99bf-7f6f-ac3f-333377262258", StringComparison.Ordinal)
                    .Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
                foreach (var charset in new[] { "klingon", "utf-16", "\"\"" })
                {
                    var encoded = await caller.SendBody(service, method, asked, "{}"u8.ToArray(), "application/json; charset=" + charset);
                    Assert.True(encoded.Status is 400 or 404 or 415, $"{method} {asked} in {charset} answers {encoded.Status} {encoded.Text}");
                }

                Assert.Equal((413, "body-too-large"), await Answer(TooLarge));
                foreach (var body in new[] { "null", "[null]", "[]", "\"\"", "{\"hash\":[null]}" })
                {
                    var (status, code) = await Answer(Encoding.UTF8.GetBytes(body));
                    Assert.True(status is >= 400 and < 500, $"{method} {asked} with {body} answers {status} {code}");
                }

                async Task<(int, string?)> Answer(byte[] body)
                {
                    var reply = await caller.SendBody(service, method, asked, body, "application/json");
                    return (reply.Status, reply.Code);
                }
            }
        }

        Assert.InRange(tried, 2, 200);
    }
}

using System.Text.Json.Nodes;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Contracts;

/// <summary>A day, an instant, a year, an identifier or a number in a path or a query has one spelling, at every operation of the three services.</summary>
[Trait("needs", "servers")]
public sealed class StrictParameterTests(House house) : IClassFixture<House>
{
    private static readonly Dictionary<string, string[]> Wrong = new()
    {
        ["date"] = ["01/09/2015", "09/01/2015", "01.09.2015", "2015-9-1", "2015-09-01T00:00:00Z", "+2015-09-01", "demain"],
        ["date-time"] = ["01/09/2015", "2015-09-01", "2015-09-01T08:30:00", "2015-09-01 08:30:00Z", "2015-09-01T08:30:00+2"],
        ["uuid"] = ["{01a2244e-99bf-7f6f-ac3f-333377262258}", "01a2244e99bf7f6fac3f333377262258", "x"],
        ["int32"] = ["1.0", " 1", "+1", "1e1", "0x1"],
        ["int64"] = ["1.0", " 1", "+1", "1e1", "0x1"],
        ["year"] = ["2014/2015", "2014-15", "2014 2015", "2014-2016", "14", "٢٠١٤-٢٠١٥"],
    };

    public static TheoryData<string> Services => [.. House.Hosts.Select(host => host.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Another_spelling_is_refused_at_every_operation(string service)
    {
        var tried = 0;
        foreach (var (path, operations) in JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi", service + ".json"), TestContext.Current.CancellationToken))!["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var parameters = operation!["parameters"]?.AsArray().Select(parameter => parameter!).ToList() ?? [];
                foreach (var parameter in parameters)
                {
                    var name = (string)parameter["name"]!;
                    var kind = name == "year" ? "year" : (string?)parameter["schema"]!["format"] ?? "";
                    // What is no identifier is no path of ours: 404.
                    foreach (var text in Wrong.GetValueOrDefault(kind, []).Where(text => (string)parameter["in"]! != "path" || kind is not ("uuid" or "int32") || text.StartsWith('{')))
                    {
                        tried++;
                        var asked = Ask(path, parameters, name, text);
                        var role = (string?)operation["x-roles"]?.AsArray().FirstOrDefault() ?? "auditor";
                        var caller = await house.As(role == "operator" ? "*" : "HETS", role);
                        var reply = await caller.Send(service, method, asked);
                        Assert.True(reply.Status == 400 && reply.Code == "request-invalid", $"{method} {asked} answers {reply.Status} {reply.Text}");
                    }
                }
            }
        }

        Assert.InRange(tried, 10, 5_000);
    }

    [Fact]
    public async Task A_parameter_given_twice_is_refused() =>
        Assert.Equal("asOf", (await (await house.As("HETS", "auditor")).AskLedger("books/X/balance?asOf=2015-01-01&asOf=2016-01-01")).IsProblem(400, "request-invalid")["parameter"].GetString());

    private static string Ask(string path, List<JsonNode> parameters, string wrong, string text)
    {
        string Good(JsonNode parameter) => (string)parameter["name"]! == wrong ? Uri.EscapeDataString(text)
            : (string)parameter["name"]! == "year" ? "2014-2015"
            : (string?)parameter["schema"]!["format"] switch { "date" => "2015-09-01", "date-time" => "2015-09-01T08:30:00Z", "uuid" => "01a2244e-99bf-7f6f-ac3f-333377262258", "int32" or "int64" => "1", _ => "X" };
        var filled = parameters.Where(parameter => (string)parameter["in"]! == "path").Aggregate(path, (filled, parameter) => filled.Replace($"{{{parameter["name"]}}}", Good(parameter), StringComparison.Ordinal));
        var query = parameters.Where(parameter => (string)parameter["in"]! == "query" && ((bool?)parameter["required"] == true || (string)parameter["name"]! == wrong));
        return filled + "?" + string.Join('&', query.Select(parameter => $"{parameter["name"]}={Good(parameter)}"));
    }
}

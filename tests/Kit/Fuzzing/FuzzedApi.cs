using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace HourExchange.Tests.Kit.Fuzzing;

/// <summary>Requests to a service, made from its OpenAPI document: most of a caller who may, with values that could be, some not.</summary>
internal sealed class FuzzedApi
{
    private static readonly string[] Institutions = ["HETS", "HG", "ISSM"];
    private static readonly string[] Roles = ["registrar", "approver", "finance", "management", "auditor", "admin", "operator"];
    private static readonly string[] MediaTypes = ["application/json", "application/json; charset=utf-16", "text/csv", "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "x", "multipart/form-data; boundary=x"];

    private readonly Random _random;
    private readonly Uri _address;
    private readonly OddValues _odd;
    private readonly SchemaValues _values;
    private readonly KnownValues _known;
    private readonly IReadOnlyList<(string Path, string Method, JsonNode Operation)> _operations;

    public FuzzedApi(Random random, Uri address, JsonNode document, KnownValues known)
    {
        (_random, _address, _known, _odd) = (random, address, known, new OddValues(random));
        _values = new SchemaValues(random, document, known, _odd);
        _operations = [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, operation.Key, operation.Value!)))];
    }

    public (HttpRequestMessage Request, JsonNode Operation) Next()
    {
        var (path, method, operation) = _operations[_random.Next(_operations.Count)];
        var parameters = operation["parameters"]?.AsArray().Select(parameter => parameter!).ToList() ?? [];
        foreach (var parameter in parameters.Where(parameter => (string)parameter["in"]! == "path"))
        {
            path = path.Replace($"{{{parameter["name"]}}}", Escaped(_values.TextOf(parameter).Replace("\0", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        var query = parameters.Where(parameter => (string)parameter["in"]! == "query" && ((bool?)parameter["required"] == true ? Mostly(30) : !Mostly(4)))
            .Select(parameter => $"{parameter["name"]}={Escaped(_values.TextOf(parameter))}").ToList();
        // As it stands: ".." and the like are not resolved before they leave.
        var url = new Uri(_address.GetLeftPart(UriPartial.Authority) + path + (query.Count > 0 ? "?" + string.Join('&', query) : ""), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), url);
        foreach (var parameter in parameters.Where(parameter => (string)parameter["in"]! == "header" && Mostly((string)parameter["name"]! == "If-Match" ? 20 : 2)))
        {
            request.Headers.TryAddWithoutValidation((string)parameter["name"]!, Header((string)parameter["name"]!));
        }

        if (Token(operation) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (operation["requestBody"]?["content"]?.AsObject() is { Count: > 0 } contents && Mostly(40))
        {
            request.Content = Body(contents);
        }

        return (request, operation);
    }

    private string? Token(JsonNode operation)
    {
        var allowed = operation["x-roles"]?.AsArray().Select(role => (string)role!).ToArray() ?? [];
        var role = allowed.Length > 0 && Mostly(20) ? allowed[_random.Next(allowed.Length)] : Roles[_random.Next(Roles.Length)];
        var institution = role == "operator" ? "*" : Institutions[Mostly(10) ? _random.Next(2) : 2];
        // Two people of each, so that two keys can be turned.
        return Mostly(60) ? TestKeys.Token(institution, role, $"{institution}-{role}-{_random.Next(2)}") : null;
    }

    private ByteArrayContent Body(JsonObject contents)
    {
        var (mediaType, content) = contents.ElementAt(_random.Next(contents.Count));
        var bytes = mediaType == "application/json"
            ? Encoding.UTF8.GetBytes(_odd.Written(_values.Of(content!["schema"]!, "")?.ToJsonString() ?? "null"))
            : File(mediaType);
        var body = new ByteArrayContent(bytes);
        body.Headers.TryAddWithoutValidation("Content-Type", Mostly(40) ? mediaType : MediaTypes[_random.Next(MediaTypes.Length)]);
        return body;
    }

    private byte[] File(string mediaType)
    {
        switch (mediaType, _random.Next(4))
        {
            case (_, 0):
                var noise = new byte[_random.Next(3_000)];
                _random.NextBytes(noise);
                return noise;
            case ("text/csv", _):
                return Given.Csv([.. Enumerable.Range(0, _random.Next(6)).Select(_ => Given.Row(
                    reference: $"F-{_random.Next(100_000)}", date: Mostly(10) ? "01.10.2014" : _odd.Text(), nature: Mostly(10) ? "cours" : _odd.Text(), quantity: Mostly(10) ? "1,5" : _odd.Text()))]);
            default:
                return [.. "%PDF-1.7\n"u8, .. Encoding.UTF8.GetBytes(_odd.Text())];
        }
    }

    private string Header(string name) => Mostly(10)
        ? name == "If-Match" ? $"\"{_random.Next(1, 4)}\"" : Guid.NewGuid().ToString()
        : new string([.. _odd.Text().Where(letter => char.IsAscii(letter) && !char.IsControl(letter))]);

    /// <summary>A line of more than 8 kB, and a path with NUL, the server itself refuses, before there is a program to say so.</summary>
    private static string Escaped(string value)
    {
        var text = value.Replace("@@half@@", "\uFFFD", StringComparison.Ordinal);
        return Uri.EscapeDataString(text.Length > 400 ? text[..400] : text);
    }

    private bool Mostly(int onceInNot) => _random.Next(onceInNot) > 0;
}

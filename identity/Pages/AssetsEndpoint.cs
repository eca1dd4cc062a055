using System.Security.Cryptography;
using HourExchange.Ui;
using Microsoft.Net.Http.Headers;

namespace HourExchange.Identity.Pages;

/// <summary>Stylesheet, font and the one script of the pages.</summary>
public static class AssetsEndpoint
{
    public const string Folder = "/assets";

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, mediaType) in KitFiles.All)
        {
            Map(routes, path, mediaType, KitFiles.Read(path));
        }

        using var script = typeof(AssetsEndpoint).Assembly.GetManifestResourceStream("passkeys.js")!;
        var bytes = new byte[script.Length];
        script.ReadExactly(bytes);
        Map(routes, "passkeys.js", "text/javascript; charset=utf-8", bytes);
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string mediaType, byte[] bytes)
    {
        var etag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
        routes.MapGet($"{Folder}/{path}", (HttpContext http) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers.CacheControl = "max-age=300";
            return Results.Bytes(bytes, mediaType, entityTag: etag);
        }).AllowAnonymous().ExcludeFromDescription();
    }
}

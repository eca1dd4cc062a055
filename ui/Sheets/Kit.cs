using System.Security.Cryptography;
using System.Text;

namespace HourExchange.Ui.Sheets;

/// <summary>The design kit's stylesheets as a document carries them in itself: its font too.</summary>
internal static class Kit
{
    private const string Font = "archivo-latin-wght.woff2";

    public static string Css { get; } = Text("app.css").Replace(
        $"url(fonts/{Font})", $"url(data:font/woff2;base64,{Convert.ToBase64String(Bytes(Font))})", StringComparison.Ordinal);

    /// <summary>As a Content-Security-Policy names a stylesheet that it allows.</summary>
    public static string HashOf(string css) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)))}'";

    // One spelling of line ends: a browser hashes what it has read.
    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name)).ReplaceLineEndings("\n");

    private static byte[] Bytes(string name)
    {
        using var resource = typeof(Kit).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}

using System.IO.Compression;
using System.Text;
using System.Xml;

namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Names of a package's parts are the same in whichever case (ECMA-376, Open Packaging Conventions, 6.2.2.3). The library looks the
/// type of a part up by its exact name, so a part gets the name by which the list of types calls it.
/// </summary>
internal static class PartNames
{
    private static readonly (byte[] Signature, int NameAt)[] Headers = [([0x50, 0x4B, 1, 2], 46), ([0x50, 0x4B, 3, 4], 30)];

    /// <summary>A workbook that people write has a sheet or a few more, and some parts beside.</summary>
    private const int RenamedLimit = 200;

    /// <param name="archive">Of the file.</param>
    /// <exception cref="InvalidDataException">More names are in another case than any program would write.</exception>
    public static ReadOnlyMemory<byte> AsListed(ReadOnlyMemory<byte> file, ZipArchive archive)
    {
        var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        var byAnyCase = names.ToLookup(name => name, StringComparer.OrdinalIgnoreCase);
        var renamed = Listed(archive).Where(name => !names.Contains(name)).SelectMany(name => byAnyCase[name].Take(1), (to, from) => (from, to)).ToList();
        if (renamed.Count == 0)
        {
            return file;
        }

        if (renamed.Count > RenamedLimit)
        {
            throw new InvalidDataException($"{renamed.Count} parts are called in another case than they are listed.");
        }

        var bytes = file.ToArray();
        renamed.ForEach(name => Rename(bytes, Encoding.UTF8.GetBytes(name.from), Encoding.UTF8.GetBytes(name.to)));
        return bytes;
    }

    private static List<string> Listed(ZipArchive archive)
    {
        var listed = new List<string>();
        if (archive.Entries.FirstOrDefault(entry => entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase)) is { } types)
        {
            using var reader = XmlReader.Create(types.Open());
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "Override" } && reader.GetAttribute("PartName") is { } name)
                {
                    listed.Add(name.TrimStart('/'));
                }
            }
        }

        return listed;
    }

    /// <summary>An entry's name stands in its own header and in the archive's table of contents (APPNOTE.TXT, 4.3.7 and 4.3.12).</summary>
    private static void Rename(byte[] file, byte[] from, byte[] to)
    {
        for (var at = file.AsSpan().IndexOf(from); at >= 0 && from.Length == to.Length;)
        {
            if (Headers.Any(header => at >= header.NameAt && file.AsSpan(at - header.NameAt).StartsWith(header.Signature)))
            {
                to.CopyTo(file, at);
            }

            at = file.AsSpan(at + 1).IndexOf(from) is var next and >= 0 ? at + 1 + next : -1;
        }
    }
}

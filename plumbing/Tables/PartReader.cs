using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace HourExchange.Plumbing.Tables;

/// <summary>
/// Forward-only reading of a workbook's part, element by element, by local names: the transitional and the strict form of the format have
/// the same ones in other namespaces (ECMA-376). An empty element begins and ends like any other.
/// </summary>
internal sealed class PartReader(OpenXmlPart part, CancellationToken stopping) : IDisposable
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true };

    private readonly XmlReader _xml = XmlReader.Create(new BoundedPart(part.GetStream(FileMode.Open, FileAccess.Read), stopping), Settings);
    private bool _isEnd;

    /// <summary>To the next beginning or end of an element.</summary>
    public bool Read()
    {
        if (_xml is { NodeType: XmlNodeType.Element, IsEmptyElement: true } && !_isEnd)
        {
            return _isEnd = true;
        }

        while (_xml.Read())
        {
            if (_xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                _isEnd = _xml.NodeType == XmlNodeType.EndElement;
                return true;
            }
        }

        return false;
    }

    public bool Begins(string element) => !_isEnd && _xml.LocalName == element;

    public bool Ends(string element) => _isEnd && _xml.LocalName == element;

    /// <summary>By local name: an element of a sheet has no two attributes of one name that matter here.</summary>
    public string? Attribute(string name)
    {
        string? value = null;
        for (var more = _xml.MoveToFirstAttribute(); more && value is null; more = _xml.MoveToNextAttribute())
        {
            value = _xml.LocalName == name ? _xml.Value : null;
        }

        _xml.MoveToElement();
        return value;
    }

    /// <summary>The text up to the end of the element that begins here, which is read too.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        if (!_xml.IsEmptyElement)
        {
            while (_xml.Read() && _xml.NodeType != XmlNodeType.EndElement)
            {
                text.Append(_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace
                    ? _xml.Value : throw new InvalidDataException($"<{_xml.LocalName}> in a text."));
            }
        }

        _isEnd = true;
        return text.ToString();
    }

    /// <summary>The text of the rich or plain string that begins here, up to its end. Reading aids (furigana, rPh) are no part of it.</summary>
    public string RichText(string container)
    {
        var text = new StringBuilder();
        var inReadingAid = false;
        while (Read() && !Ends(container))
        {
            if (Begins("rPh") || Ends("rPh"))
            {
                inReadingAid = Begins("rPh");
            }
            else if (Begins("t") && !inReadingAid)
            {
                text.Append(Text());
            }
        }

        return SpreadsheetText.Plain(text.ToString());
    }

    public void Dispose() => _xml.Dispose();
}

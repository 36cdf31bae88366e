{{%AUTOESCAPE context="HTML"}}
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>
{{#BLOCK}}
{{#PARAGRAPH}}<w:p><w:pPr><w:pStyle w:val="{{STYLE}}"/></w:pPr><w:r><w:t xml:space="preserve">{{TEXT}}</w:t>{{#TAB}}<w:tab/><w:t xml:space="preserve">{{REST}}</w:t>{{/TAB}}</w:r></w:p>{{/PARAGRAPH}}
{{#TABLE}}<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{{WIDE}}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{{#GRID}}<w:gridCol w:w="{{WIDE}}"/>{{/GRID}}</w:tblGrid>{{#ROW}}<w:tr><w:trPr><w:cantSplit/>{{#HEAD}}<w:tblHeader/>{{/HEAD}}</w:trPr>{{#CELL}}<w:tc><w:tcPr><w:tcW w:w="{{WIDE}}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{{#LINE}}<w:p><w:pPr><w:pStyle w:val="{{STYLE}}"/></w:pPr><w:r><w:t xml:space="preserve">{{TEXT}}</w:t></w:r></w:p>{{/LINE}}</w:tc>{{/CELL}}</w:tr>{{/ROW}}</w:tbl>{{/TABLE}}
{{#TURN}}<w:p><w:pPr><w:pStyle w:val="Break"/>{{>SECTION}}</w:pPr></w:p>{{/TURN}}
{{/BLOCK}}
{{>SECTION}}
</w:body></w:document>

{{%AUTOESCAPE context="HTML"}}
<div class="note{{#DIFFERENT}} r{{/DIFFERENT}} ml2"><p><b>抽查复核：{{WORD}}</b>（{{NAME}} <time datetime="{{AT_ISO}}">{{AT}}</time>）</p>{{#SAID}}<p class="pre">{{WORDS:pre_escape}}</p>{{/SAID}}{{#DIFFERENT}}<p class="sm">{{#OPEN}}报送内容没有改变。请原审核人核对；需要改变审核结果的，由原审核人撤销审核后重新办理。{{/OPEN}}{{#FROZEN}}报送期已冻结，报送内容没有改变；需要改变数据的，用“更正”办理。{{/FROZEN}}</p>{{/DIFFERENT}}</div>

{{%AUTOESCAPE context="HTML"}}
{{#ORGAN}}<p class="organ">{{TEXT}}</p>{{/ORGAN}}{{#ISSUE_NO}}<p class="issno">{{TEXT}}</p>{{/ISSUE_NO}}
<h1 class="doct">{{TITLE}}</h1>
{{#MAIN_TO}}<p class="dto">{{TEXT}}：</p>{{/MAIN_TO}}
{{#PART}}<h2 class="dh">{{TITLE}}</h2>{{#LINE}}<p class="dp">{{TEXT}}</p>{{/LINE}}{{#TABLE}}{{#UPRIGHT}}{{>GRID}}{{/UPRIGHT}}{{#ACROSS}}<div class="across">{{>GRID}}</div>{{/ACROSS}}{{/TABLE}}{{/PART}}
{{#SIGNATURE}}<p class="dsig">{{TEXT}}</p>{{/SIGNATURE}}{{#DAY}}<p class="dday">{{TEXT}}</p>{{/DAY}}
{{#PROOF}}<p class="dnote">{{TEXT}}</p>{{/PROOF}}{{#COPIES_TO}}<p class="dcopy">抄送：{{TEXT}}。</p>{{/COPIES_TO}}
